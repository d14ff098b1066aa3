#!/usr/bin/env python3
"""Which names there are in modules of torch and Python beside those of the other tables: src/torchscript/data/names.tsv.

usage: names.py dump OUTPUT.json            with the Python of the torch that is to be asked (tools/oracle/oracle python VERSION ...)
       names.py merge VERSION=DUMP.json... --output src/torchscript/data/names.tsv

A row says one of
  complete      of a module: every public name of it is in this table or in another one; of the private ones those of PRIVATE are
  named         the name is there, and no other table says what it is (a module, a value)
A submodule is there whether or not importing the package imports it: something else may.
"""
import importlib
import pkgutil

import side_table

# Modules whose names depend neither on the machine torch was built for nor on __getattr__, and to which no other name leads
# (torch.nn and torch.jit stand for private modules, too).
MODULES = """torch torch.autograd torch.distributions torch.fft torch.functional torch.futures torch.linalg torch.nested
torch.nn.functional torch.nn.init torch.nn.utils torch.nn.utils.rnn torch.overrides torch.random torch.signal torch.signal.windows torch.sparse
torch.special torch.utils torch.utils.checkpoint math cmath""".split()
# Private names that came with a release, and that programs ask for.
PRIVATE = "torch._dynamo torch._export torch._functorch torch._inductor torch._utils.is_compiling".split()
TABLES = ("callables", "constants", "libraries", "modules")


def exists(dotted):
    module, name = dotted.rsplit(".", 1)
    try:
        package = importlib.import_module(module)
    except ImportError:
        return False
    return hasattr(package, name) or any(m.name == name for m in pkgutil.iter_modules(getattr(package, "__path__", [])))


def dump():
    found = {}
    for name in MODULES:
        try:
            module = importlib.import_module(name)
        except ImportError:
            continue
        names = {n for n in dir(module) if not n.startswith("_")}
        names |= {m.name for m in pkgutil.iter_modules(getattr(module, "__path__", [])) if not m.name.startswith("_")}
        found[name] = sorted(names)
    return {"modules": found, "private": [name for name in PRIVATE if exists(name)]}


def rows(release, said, folder):
    known = set().union(*(side_table.names_in(folder / f"{table}.tsv", release) for table in TABLES))
    for dotted in said["private"]:
        yield dotted, "named"
    for module, names in said["modules"].items():
        yield module, "complete"
        for name in names:
            dotted = f"{module}.{name}"
            if dotted not in known and dotted not in MODULES:
                yield dotted, "named"


if __name__ == "__main__":
    side_table.run(__doc__, dump, rows)
