#!/bin/sh
# Runs every fuzz target of the build folder named for so many seconds, seeded with the rules' fixtures. What it learns
# is kept in the build folder for the next run; a crash leaves its input there and fails.
set -eu
build=$1
seconds=$2
for target in "$build"/tests/fuzz/fuzz_*; do
    [ -x "$target" ] && [ -f "$target" ] || continue
    corpus="$target.corpus"
    mkdir -p "$corpus/seeds" "$corpus/found"
    find tests/rules examples -name '*.py' | while read -r file; do
        cp "$file" "$corpus/seeds/$(echo "$file" | tr / _)"
    done
    "$target" -max_total_time="$seconds" -max_len=20000 -timeout=20 -rss_limit_mb=4096 -print_final_stats=1 \
        -artifact_prefix="$corpus/" "$corpus/found" "$corpus/seeds"
done
