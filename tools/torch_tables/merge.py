#!/usr/bin/env python3
"""Merges the dumps of several releases of torch into the tables under src/torchscript/data.

usage: merge.py DUMP.json... --output src/torchscript/data

Each line of a table is `releases<TAB>key<TAB>facts`, where `releases` is a hexadecimal mask: bit 0 is the first release that the
table's header names. Lines of one key keep the order in which each release has them.
"""
import argparse
import json
import pathlib
import re
import sys

from annotations import schema_of_signature

HEADER = "# releases: {releases}\n"
# Operators that only the compiler's own passes make.
INTERNAL = ("__caffe2::", "static_runtime::")


class Table:
    """Facts by key, each with the releases that have it."""

    def __init__(self):
        self.keys = {}

    def add(self, release, key, facts):
        """`facts`: the lines of the key in this release, in order."""
        self.keys[key] = align(self.keys.get(key, []), [clean(f) for f in facts], 1 << release)

    def has(self, release, key):
        return any(mask >> release & 1 for mask, _ in self.keys.get(key, []))

    def write(self, path, releases):
        with open(path, "w", encoding="utf-8") as out:
            out.write(HEADER.format(releases=" ".join(releases)))
            for key in sorted(self.keys, key=lambda k: k.encode()):
                for mask, fact in self.keys[key]:
                    out.write(f"{mask:x}\t{key}\t{fact}\n")


def clean(fact):
    return fact.replace("\n", " ").replace("\r", " ")


def align(known, facts, bit):
    """`known` with `facts` added as a common supersequence, so that either order survives."""
    rows, columns = len(known), len(facts)
    length = [[0] * (columns + 1) for _ in range(rows + 1)]
    for i in range(rows - 1, -1, -1):
        for j in range(columns - 1, -1, -1):
            if known[i][1] == facts[j]:
                length[i][j] = length[i + 1][j + 1] + 1
            else:
                length[i][j] = max(length[i + 1][j], length[i][j + 1])
    out, i, j = [], 0, 0
    while i < rows or j < columns:
        if i < rows and j < columns and known[i][1] == facts[j]:
            out.append((known[i][0] | bit, facts[j]))
            i, j = i + 1, j + 1
        elif j == columns or (i < rows and length[i + 1][j] >= length[i][j + 1]):
            out.append(known[i])
            i += 1
        else:
            out.append((bit, facts[j]))
            j += 1
    return out


def plain(schema):
    """One spelling for all releases: symbolic numbers are numbers to the compiler; 1.7 writes `-> (Tensor)`."""
    schema = re.sub(r"\bSym(Int|Float|Bool)\b", lambda m: m.group(1).lower(), schema)
    return re.sub(r"-> \(([\w.]+(?:\([a-z!|*>\s-]*\))?(?:\[\d*\]|\?)*)\)$", r"-> \1", schema)


def operator_tables(dumps):
    operators, helpers = Table(), Table()
    for release, dump in enumerate(dumps):
        for table, part in ((operators, "ops"), (helpers, "source_builtins")):
            for name, schemas in dump[part].items():
                if not name.startswith(INTERNAL):
                    table.add(release, name, [plain(s.split("  #")[0])[len(name):] for s in schemas])
    return operators, helpers


def same_parameters(one, other):
    """Whether two Python signatures have the same parameters, whatever their annotations."""
    bare = [re.sub(r"\s*->.*$|: [^,=()\[\]]+(\[[^=]*?\])?(?=[,)]| =)|\s", "", s or "") for s in (one, other)]
    return bool(bare[0]) and bare[0] == bare[1]


def outcome(entry, later=None):
    """[status, schema or error ...] of a Python function that is compiled when called.

    Where a release could not be asked, a later one (`later`: its entry) with the same parameters tells the schema.
    """
    status = entry[0]
    if status == "unknown" and later and later[0] == "fn" and same_parameters(entry[-1], later[-1]) and later[1] == "ok":
        return ["like", plain(later[2])]
    if status == "ok":
        return ["ok", plain(entry[1])]
    if status == "overloads":
        return ["ok"] + [plain(s) for s in entry[1]]
    if status == "fail":
        return ["fail", re.sub(r"\s+", " ", entry[1])]
    return ["unknown"]


def callable_facts(entry, later):
    kind = entry[0]
    if kind in ("op", "noop", "form"):
        return [kind, entry[1]]
    if kind == "fn":
        return ["fn"] + outcome(entry[1:], later)
    if kind == "dispatch":
        flag, position, default, *sides = entry[1]
        facts = ["dispatch", flag, str(position), "1" if default else "0"]
        for side in sides:
            facts += callable_facts(side, None) if side[0] == "dispatch" else outcome(side)[:2]
        return facts
    if kind == "class":
        return [kind, entry[1]] if len(entry) > 1 else None
    return [kind]


def callable_table(dumps):
    table = Table()
    for release, dump in enumerate(dumps):
        for name, entry in dump["callables"].items():
            facts = callable_facts(entry, next((d["callables"][name] for d in dumps[release + 1:] if name in d["callables"]), None))
            if facts:
                table.add(release, name, ["\t".join(facts)])
    return table


def constant_table(dumps):
    table = Table()
    for release, dump in enumerate(dumps):
        for name, value in dump["constants"].items():
            table.add(release, name, [value[0]])
    return table


def member_table(dumps):
    """Attributes of built-in types that no operator of the same name explains."""
    table = Table()
    special = {"tolist": "method prim::tolist", "type": "method aten::to"}
    for release, dump in enumerate(dumps):
        for type_name in ("Tensor", "Device"):
            for name, what in dump["type_attrs"].get(type_name, {}).items():
                if what.startswith("value:"):
                    table.add(release, f"{type_name}.{name}", ["value " + what[len("value:"):]])
                elif "aten::" + name not in dump["ops"]:
                    table.add(release, f"{type_name}.{name}", [special.get(name, "cast")])
    return table


def builtin_table(dumps):
    table = Table()
    for release, dump in enumerate(dumps):
        # The probe of 1.7 misses `int`; its calls show that it is there.
        for name in sorted({"int", *dump["globals"]}):
            table.add(release, name, [""])
    return table


def forward_of(cls, later):
    """(property, schema) of forward: compiled here, compiled in a later release with the same parameters, or as annotated."""
    for schema in cls.get("compiled_forward", []):
        yield "forward", plain(schema)
    if cls.get("compiled_forward") or not cls["forward"] or cls["forward_from"] == "Module":
        return
    if "compiles" not in cls and later and later.get("compiled_forward") and same_parameters(cls["forward"], later["forward"]):
        for schema in later["compiled_forward"]:
            yield "forward", plain(schema)
        return
    schema = schema_of_signature("forward", cls["forward"])
    if schema:
        yield "annotated", schema


def module_facts(name, cls, later):
    """(property, value) of one class."""
    yield "canonical", cls["defined_in"] + "." + name.rsplit(".", 1)[1]
    for base in cls["bases"]:
        yield "base", base
    for constant in cls["constants"]:
        yield "constant", constant
    for method in sorted(cls["methods"]):
        yield "method", method
    for ignored in cls.get("ignored", []):
        yield "ignored", ignored
    yield from forward_of(cls, later)
    source = cls if "compiles" in cls or not later else later
    if source.get("decided_by"):
        yield "decided", "\t".join(map(plain, source["decided_by"]))
    if "compiles" in cls:
        yield "compiles", "\t".join(re.sub(r"\s+", " ", part) for part in cls["compiles"])
    for attribute, type_name in sorted(cls.get("attributes", {}).items()):
        yield "attribute", f"{attribute}\t{type_name}"


def module_table(dumps):
    table = Table()
    for release, dump in enumerate(dumps):
        classes = dump["nn_modules"]
        canonical = {cls["defined_in"] + "." + name.rsplit(".", 1)[1]: name for name, cls in sorted(classes.items(), reverse=True)}
        for name, cls in classes.items():
            later = next((d["nn_modules"][name] for d in dumps[release + 1:] if name in d["nn_modules"]), None)
            table.add(release, name, ["\t".join(fact) for fact in module_facts(name, cls, later)])
        for path, name in canonical.items():
            if path not in classes:
                table.add(release, path, ["alias\t" + name])
        # Bases that the packages do not export.
        for cls in classes.values():
            for index, base in enumerate(cls["bases"]):
                if base not in canonical and base not in classes and not table.has(release, base):
                    table.add(release, base, ["canonical\t" + base] + ["base\t" + rest for rest in cls["bases"][index + 1:]])
    return table


def main():
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("dumps", nargs="+", type=pathlib.Path)
    arguments.add_argument("--output", type=pathlib.Path, required=True)
    options = arguments.parse_args()
    dumps = [json.loads(path.read_text()) for path in options.dumps]
    dumps.sort(key=lambda d: [int(p) for p in re.findall(r"\d+", d["torch"])[:2]])
    releases = [".".join(re.findall(r"\d+", d["torch"])[:2]) for d in dumps]
    operators, helpers = operator_tables(dumps)
    for name, table in (("operators", operators), ("helpers", helpers), ("callables", callable_table(dumps)),
                        ("constants", constant_table(dumps)), ("members", member_table(dumps)),
                        ("builtins", builtin_table(dumps)), ("modules", module_table(dumps))):
        table.write(options.output / f"{name}.tsv", releases)
        print(f"{name}: {len(table.keys)} keys, {sum(map(len, table.keys.values()))} lines", file=sys.stderr)


if __name__ == "__main__":
    main()
