"""Holds jitlint against what the compiler read and refused: `compare.py RECORD JITLINT PACKAGES SCRATCH [--write PAGE]`.

RECORD: record.py's output. PACKAGES: folders of the checked packages, separated by commas. SCRATCH: a folder for one file per root that scripts it.
"""

import argparse
import ast
import collections
import concurrent.futures
import json
import os
import pathlib
import subprocess
import sys


def entries(roots, folder):
    """One file per root, as a user would write it; root id -> path."""
    folder.mkdir(parents=True, exist_ok=True)
    paths = {}
    for root in roots:
        path = folder / (root["id"].replace(".", "_") + ".py")
        made = root["name"] if root["arguments"] is None else f"{root['name']}({root['arguments']})"
        path.write_text(f"import torch\nfrom {root['module']} import {root['name']}\n\ntorch.jit.script({made})\n", encoding="utf-8")
        paths[root["id"]] = str(path)
    return paths


def lint(binary, version, paths):
    done = subprocess.run([binary, "check", "--isolated", "--output-format", "json", "--torch-version", version, *paths],
                          capture_output=True, text=True, check=False)
    if done.returncode not in (0, 1):
        sys.exit(f"jitlint failed: {done.stderr[-1000:]}")
    return [d for d in json.loads(done.stdout)["diagnostics"] if d["severity"] == "error"]


class Functions:
    """The lines of the functions of a file."""

    def __init__(self):
        self.files = {}

    def _of(self, path):
        """For each function its first line, that of its `def`, the last one of its signature, and its last line."""
        if path not in self.files:
            functions = self.files[path] = []
            for node in ast.walk(ast.parse(pathlib.Path(path).read_text())):
                if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)):
                    first = min([node.lineno] + [d.lineno for d in node.decorator_list])
                    functions.append((first, node.lineno, max(node.lineno, node.body[0].lineno - 1), node.end_lineno))
        return self.files[path]

    def around(self, path, line):
        """(first line, last line) of the innermost function around a line; the decorators count."""
        inside = [(first, last) for first, _, _, last in self._of(path) if first <= line <= last]
        return max(inside) if inside else None

    def blamed(self, path, line):
        """The lines that the compiler means: where it names a `def`, the whole signature."""
        headers = [range(at, end + 1) for _, at, end, _ in self._of(path) if line == at]
        return headers[0] if headers else range(line, line + 1)


def each_alone(binary, version, paths, packages):
    """The errors in each file, linted by itself: what is imported is reported at the import's use. The packages' first files say where they are."""
    known = [str(pathlib.Path(package) / "__init__.py") for package in packages]

    def errors(path):
        return [d for d in lint(binary, version, [*known, path]) if os.path.join("/", d["file"]) == path]

    with concurrent.futures.ThreadPoolExecutor(os.cpu_count()) as pool:
        return list(pool.map(errors, paths))


def compare(records, diagnostics, packages):
    """False alarms, and for each rejected root whether an error stands on the line that the compiler names."""
    functions = Functions()
    inside = lambda path: any(path.startswith(p + os.sep) for p in packages)
    accepted, blamed = set(), set()
    for record in records:
        if record["verdict"] == "ok":
            accepted |= {functions.around(path, line) and (path, *functions.around(path, line)) for path, line, _ in record["functions"] if inside(path)}
        for path, line in record.get("places", []):
            if inside(path) and functions.around(path, line):
                blamed.add((path, *functions.around(path, line)))
    accepted.discard(None)
    on_line = collections.defaultdict(list)
    for d in diagnostics:
        for line in range(d["range"]["start"]["line"], d["range"]["end"]["line"] + 1):
            on_line[d["file"], line].append(d)
    # What a root that is rejected leads to may be one more reason, behind the one that the compiler stops at.
    rejected = {record["root"].rsplit(".", 1)[1] for record in records if record["verdict"] == "reject"}
    false_alarms = []
    for d in diagnostics:
        if d["reached_from"] and d["reached_from"][0]["symbol"].split(".")[0] in rejected:
            continue
        place = functions.around(d["file"], d["range"]["start"]["line"]) if inside(d["file"]) else None
        if place and (d["file"], *place) in accepted - blamed:
            false_alarms.append(d)
    hits, misses, elsewhere = [], [], []
    for record in records:
        if record["verdict"] != "reject":
            continue
        places = record["places"]
        if not places or not inside(places[0][0]):
            elsewhere.append(record)
        elif any(on_line.get((places[0][0], line)) for line in functions.blamed(*places[0])):
            hits.append(record)
        else:
            misses.append(record)
    return accepted, false_alarms, hits, misses, elsewhere


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("record", type=pathlib.Path)
    parser.add_argument("jitlint")
    parser.add_argument("packages")
    parser.add_argument("scratch", type=pathlib.Path)
    parser.add_argument("--roots", type=pathlib.Path, required=True)
    parser.add_argument("--torch-version", default="1.13")
    parser.add_argument("--each", action="store_true", help="also lint what scripts root by root: no error may be left")
    parser.add_argument("--write", type=pathlib.Path)
    options = parser.parse_args()
    packages = options.packages.split(",")
    records = [json.loads(line) for line in options.record.read_text().splitlines()]
    roots = [json.loads(line) for line in options.roots.read_text().splitlines()]
    made = {r["root"] for r in records if r["verdict"] in ("ok", "reject")}
    paths = entries([r for r in roots if r["id"] in made], options.scratch)
    os.chdir("/")
    diagnostics = lint(options.jitlint, options.torch_version, [*packages, str(options.scratch)])
    for d in diagnostics:
        d["file"] = os.path.join("/", d["file"])
    accepted, false_alarms, hits, misses, elsewhere = compare(records, diagnostics, packages)
    for d in false_alarms:
        print(f"FALSE {d['file']}:{d['range']['start']['line']}:{d['range']['start']['column']}: [{d['rule']}] {d['message']}"
              f" <- {' -> '.join(f['symbol'] for f in d['reached_from'])}")
    for record in misses:
        path, line = record["places"][0]
        print(f"MISS {path}:{line}: {record['root']}: {record['message'][:160]!r}")
    if options.each:
        scripting = [r["root"] for r in records if r["verdict"] == "ok"]
        wrong = 0
        for root, found in zip(scripting, each_alone(options.jitlint, options.torch_version, [paths[root] for root in scripting], packages), strict=True):
            wrong += bool(found)
            for d in found:
                print(f"FALSE {root}: [{d['rule']}] {d['message']} <- {' -> '.join(f['symbol'] for f in d['reached_from'])}")
        print(f"of {len(scripting)} roots that script, {wrong} have errors")
    rows = []
    for package in packages:
        name = os.path.basename(package)
        of = [r for r in records if r["root"].startswith(name + ".")]
        rows.append((name, sum(r["verdict"] == "ok" for r in of), sum(r["verdict"] == "reject" for r in of),
                     sum(p[0].startswith(package + os.sep) for p in accepted), sum(d["file"].startswith(package + os.sep) for d in false_alarms),
                     sum(r["root"].startswith(name + ".") for r in hits), sum(r["root"].startswith(name + ".") for r in hits + misses)))
    table = ["| package | scripted | rejected | functions compiled | errors in them | error on the compiler's line |", "| --- | ---: | ---: | ---: | ---: | ---: |"]
    for name, ok, rejected, compiled, wrong, hit, judged in rows:
        table.append(f"| {name} | {ok} | {rejected} | {compiled} | {wrong} | {hit} of {judged} |")
    print("\n".join(table))
    print(f"rejected without a line in these packages: {len(elsewhere)}; scripting files: {len(paths)}")
    if options.write:
        page = options.write.read_text()
        head, _, rest = page.partition("<!-- table -->\n")
        _, _, tail = rest.partition("<!-- end -->")
        options.write.write_text(f"{head}<!-- table -->\n" + "\n".join(table) + "\n<!-- end -->" + tail)


if __name__ == "__main__":
    main()
