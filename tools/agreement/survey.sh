#!/bin/sh
# The same as run.sh for any packages, whose arguments are guessed: survey.sh BINARY SCRATCH FOLDER PACKAGE... FOLDER holds the packages, as
# `pip install --no-deps --target FOLDER` leaves them; what they import has to be importable, too.
set -eu
here=$(dirname "$(readlink -f "$0")")
binary=$(readlink -f "$1")
mkdir -p "$2"
scratch=$(readlink -f "$2")
folder=$(readlink -f "$3")
shift 3
export PYTHONPATH="$folder${PYTHONPATH:+:$PYTHONPATH}" OMP_NUM_THREADS=1 PYTHONDONTWRITEBYTECODE=1
for package in "$@"; do
    roots="$scratch/$package.roots.jsonl"
    record="$scratch/$package.jsonl"
    [ -s "$roots" ] ||
        { /usr/bin/python3 "$here/guess.py" "$package" >"$roots.part" 2>"$scratch/$package.log" && mv "$roots.part" "$roots"; }
    [ -s "$record" ] || { /usr/bin/python3 "$here/record.py" <"$roots" >"$record.part" 2>>"$scratch/$package.log" && mv "$record.part" "$record"; }
    echo "$package:"
    /usr/bin/python3 "$here/compare.py" "$record" "$binary" "$folder/$package" "$scratch/entries" --roots "$roots" --each
done
