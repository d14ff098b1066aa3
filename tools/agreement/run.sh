#!/bin/sh
# Holds jitlint against a real compiler on real packages: run.sh BINARY SCRATCH [PAGE]. Debian 12 has the torch 1.13 and the torchvision and
# torchaudio that go with it; timm comes from PyPI. What the compiler said is kept in SCRATCH: remove record.jsonl there to ask it again.
set -eu
here=$(dirname "$(readlink -f "$0")")
binary=$(readlink -f "$1")
mkdir -p "$2"
scratch=$(readlink -f "$2")
page=${3:+--write $(readlink -f "$3")}
python=/usr/bin/python3

"$python" -c 'import torch, torchvision, torchaudio, yaml' 2>/dev/null ||
    apt-get install -y -qq python3-torch python3-torchvision python3-torchaudio python3-yaml >/dev/null
[ -d "$scratch/site/timm" ] || python3 -m pip install -q --no-deps --target "$scratch/site" timm==0.9.16
export PYTHONPATH="$scratch/site" OMP_NUM_THREADS=1 PYTHONDONTWRITEBYTECODE=1

[ -s "$scratch/roots.jsonl" ] || { "$python" "$here/roots.py" >"$scratch/roots.part" 2>"$scratch/roots.log" && mv "$scratch/roots.part" "$scratch/roots.jsonl"; }
[ -s "$scratch/record.jsonl" ] ||
    { "$python" "$here/record.py" <"$scratch/roots.jsonl" >"$scratch/record.part" 2>"$scratch/record.log" && mv "$scratch/record.part" "$scratch/record.jsonl"; }
packages=/usr/lib/python3/dist-packages/torchvision,/usr/lib/python3/dist-packages/torchaudio,$scratch/site/timm
# shellcheck disable=SC2086
exec "$python" "$here/compare.py" "$scratch/record.jsonl" "$binary" "$packages" "$scratch/entries" --roots "$scratch/roots.jsonl" $page
