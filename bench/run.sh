#!/bin/sh
# Measures the build in the folder named: the benchmarks of the stages, then whole programs on whole repositories.
set -eu
build=$1
here="$(dirname "$0")"
data="$build/../bench-data"

"$build/bench/jitlint_benchmarks" --benchmark_counters_tabular=true 2>/dev/null
echo
"$here/fetch_pytorch.sh" "$data/pytorch"
exec python3 "$here/whole_program.py" --build "$build" \
    torchvision=/usr/lib/python3/dist-packages/torchvision "pytorch=$data/pytorch"
