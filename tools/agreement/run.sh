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

if ! "$python" -c 'import torch, torchvision, torchaudio, yaml, requests, tqdm, filelock, fsspec, packaging, pip' 2>/dev/null; then
    sudo=""
    [ "$(id -u)" -eq 0 ] || sudo="sudo"
    $sudo apt-get update -qq
    $sudo env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends python3-torch python3-torchvision python3-torchaudio \
        python3-yaml python3-requests python3-tqdm python3-filelock python3-fsspec python3-packaging python3-typing-extensions python3-pip >/dev/null
fi
# timm, and the two parts of its requirements that Debian does not have.
[ -d "$scratch/site/timm" ] ||
    "$python" -m pip install -q --no-deps --disable-pip-version-check --root-user-action=ignore --target "$scratch/site" \
        timm==0.9.16 huggingface-hub==0.23.4 safetensors==0.4.3
export PYTHONPATH="$scratch/site" OMP_NUM_THREADS=1 PYTHONDONTWRITEBYTECODE=1

[ -s "$scratch/roots.jsonl" ] || { "$python" "$here/roots.py" >"$scratch/roots.part" 2>"$scratch/roots.log" && mv "$scratch/roots.part" "$scratch/roots.jsonl"; }
[ -s "$scratch/record.jsonl" ] ||
    { "$python" "$here/record.py" <"$scratch/roots.jsonl" >"$scratch/record.part" 2>"$scratch/record.log" && mv "$scratch/record.part" "$scratch/record.jsonl"; }
packages=/usr/lib/python3/dist-packages/torchvision,/usr/lib/python3/dist-packages/torchaudio,$scratch/site/timm
# shellcheck disable=SC2086
exec "$python" "$here/compare.py" "$scratch/record.jsonl" "$binary" "$packages" "$scratch/entries" --roots "$scratch/roots.jsonl" $page
