#!/usr/bin/env python3
"""Times whole programs on whole repositories: reading alone, bare parsing, jitlint. Best of several runs, warm cache."""

import argparse
import pathlib
import subprocess
import sys
import tempfile
import time

ONE_FILE_BYTES = 70_000


def run(command):
    """Wall seconds of `command`; its output is thrown away."""
    start = time.perf_counter()
    done = subprocess.run([str(word) for word in command], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    seconds = time.perf_counter() - start
    if done.returncode not in (0, 1):
        sys.exit(f"{' '.join(map(str, command))} ended with status {done.returncode}")
    return seconds


def peak_memory(command):
    """In bytes, as GNU time tells it: a child of this process would begin with the size of Python."""
    with tempfile.NamedTemporaryFile("r") as said:
        run(["/usr/bin/time", "-q", "-f", "%M", "-o", said.name, *command])
        return int(said.read()) * 1024


def best(command, runs):
    return min(run(command) for _ in range(runs)), peak_memory(command)


def python_files(folder):
    return [path for path in pathlib.Path(folder).rglob("*.py") if path.is_file() and not path.is_symlink()]


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--build", type=pathlib.Path, required=True)
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("corpora", nargs="+", help="name=folder")
    options = parser.parse_args()

    corpora = dict(corpus.split("=", 1) for corpus in options.corpora)
    baseline, jitlint = options.build / "bench" / "jitlint_baseline", options.build / "jitlint"
    check = [jitlint, "check", "--isolated", "--output-format", "json", "--exit-zero"]

    with tempfile.TemporaryDirectory() as scratch:
        stripped = pathlib.Path(scratch) / "jitlint"
        subprocess.run(["strip", "-o", stripped, jitlint], check=True)
        seconds, memory = best([stripped, "--version"], 20)
        print(f"the program: {stripped.stat().st_size / 1e6:.2f} MB stripped; starts in {seconds * 1e3:.1f} ms with {memory / 1e6:.1f} MB\n")

    print(f"{'corpus':<34} {'program':<24} {'wall ms':>9} {'MB/s':>8} {'peak MB':>8}")
    for name, folder in corpora.items():
        files = python_files(folder)
        if not files:
            print(f"{name:<34} (not here: {folder})")
            continue
        size = sum(path.stat().st_size for path in files)
        title = f"{name}: {len(files)} files, {size / 1e6:.1f} MB"
        rows = [("read only", [baseline, "read", folder]), ("bare tree-sitter parse", [baseline, "parse", folder])]
        rows += [(f"jitlint -j{threads}", [*check, "-j", threads, folder]) for threads in (1, 2)]
        one = min(files, key=lambda path: abs(path.stat().st_size - ONE_FILE_BYTES))
        rows.append((f"jitlint, {one.stat().st_size / 1000:.0f} kB {one.name}", [*check, one]))
        for program, command in rows:
            seconds, memory = best(command, options.runs)
            moved = one.stat().st_size if command[-1] == one else size
            print(f"{title:<34} {program[:24]:<24} {seconds * 1e3:>9.1f} {moved / seconds / 1e6:>8.1f} {memory / 1e6:>8.1f}")
            title = ""


if __name__ == "__main__":
    main()
