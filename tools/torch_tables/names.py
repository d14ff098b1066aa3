#!/usr/bin/env python3
"""Which names there are in modules of torch and Python beside those of the other tables: src/torchscript/data/names.tsv.

usage: names.py dump OUTPUT.json            with the Python of the torch that is to be asked (tools/oracle/oracle python VERSION ...)
       names.py merge VERSION=DUMP.json... --output src/torchscript/data/names.tsv

A row says one of
  complete      of a module: every public name of it is in this table or in another one
  named         the name is there, and no other table says what it is (a module, a value)
A submodule is there whether or not importing the package imports it: something else may.
"""
import argparse
import importlib
import json
import pathlib
import pkgutil

# Modules whose names depend neither on the machine torch was built for nor on __getattr__, and to which no other name leads
# (torch.nn and torch.jit stand for private modules, too).
MODULES = """torch torch.autograd torch.distributions torch.fft torch.functional torch.futures torch.linalg torch.nested
torch.nn.functional torch.nn.init torch.nn.utils torch.nn.utils.rnn torch.overrides torch.random torch.signal torch.signal.windows torch.sparse
torch.special torch.utils torch.utils.checkpoint math cmath""".split()
TABLES = ("callables", "constants", "libraries", "modules")


def dump(output):
    found = {}
    for name in MODULES:
        try:
            module = importlib.import_module(name)
        except ImportError:
            continue
        names = {n for n in dir(module) if not n.startswith("_")}
        names |= {m.name for m in pkgutil.iter_modules(getattr(module, "__path__", [])) if not m.name.startswith("_")}
        found[name] = sorted(names)
    output.write_text(json.dumps(found, indent=0, sort_keys=True))


def listed(folder, release):
    """The names that the other tables have in a release."""
    names = set()
    for table in TABLES:
        rows = (line.split("\t") for line in (folder / f"{table}.tsv").read_text().splitlines() if not line.startswith("#"))
        names |= {name for mask, name, *_ in rows if int(mask, 16) >> release & 1}
    return names


def merge(dumps, output):
    from merge import Table
    releases = ["1.7", "1.13", "2.6", "2.14"]
    table = Table()
    for text in dumps:
        version, path = text.split("=", 1)
        release = releases.index(version)
        known = listed(output.parent, release)
        for module, names in json.loads(pathlib.Path(path).read_text()).items():
            table.add(release, module, ["complete"])
            for name in names:
                dotted = f"{module}.{name}"
                if dotted not in known and dotted not in MODULES:
                    table.add(release, dotted, ["named"])
    table.write(output, releases)


def main():
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    commands = arguments.add_subparsers(dest="command", required=True)
    command = commands.add_parser("dump")
    command.add_argument("output", type=pathlib.Path)
    command = commands.add_parser("merge")
    command.add_argument("dumps", nargs="+")
    command.add_argument("--output", type=pathlib.Path, required=True)
    options = arguments.parse_args()
    if options.command == "dump":
        dump(options.output)
    else:
        merge(options.dumps, options.output)


if __name__ == "__main__":
    main()
