#!/usr/bin/env python3
"""What the compiler makes of names of Python's libraries and NumPy: src/torchscript/data/libraries.tsv.

usage: libraries.py dump OUTPUT.json            with the Python of the torch that is to be asked (tools/oracle/oracle python VERSION ...)
       libraries.py merge VERSION=DUMP.json... --output src/torchscript/data/libraries.tsv

A row says one of
  refused                      reading the name in compiled code is refused already
  opaque                       a Python object: any number of positional arguments, all Tensors; called back in Python, cannot be saved
  opaque COUNT [variadic]      the same with that many parameters, a bound method's self counted
  object                       not callable: a value of which compiled code can read nothing
  uncallable                   can be named, no call of it compiles
Names that are operators, constants or exceptions, or that compile, are not listed.
"""
import importlib
import inspect
import sys
import types

import side_table

MODULES = """argparse ast base64 bisect builtins calendar codecs collections collections.abc concurrent.futures configparser contextlib copy csv
datetime decimal difflib enum fractions functools gc glob gzip hashlib heapq hmac importlib inspect io itertools json logging math
multiprocessing operator os os.path pathlib pdb pickle platform pprint queue random re secrets shutil signal socket statistics string struct
subprocess sys tempfile textwrap threading time timeit traceback types typing unittest uuid warnings weakref zipfile
binascii ctypes dataclasses errno getpass locale resource select unicodedata zlib
numpy numpy.fft numpy.linalg numpy.random numpy.testing
torch.autograd.forward_ad torch.autograd.functional torch.autograd.profiler torch.backends.cuda torch.backends.cudnn torch.backends.mkldnn
torch.distributions torch.distributions.bernoulli torch.distributions.categorical torch.distributions.distribution torch.distributions.kl
torch.distributions.multivariate_normal torch.distributions.normal torch.distributions.uniform torch.distributions.utils torch.func torch.fx
torch.cuda.nvtx torch.hub torch.library torch.masked torch.nn.utils.parametrizations torch.nn.utils.parametrize torch.nn.utils.prune
torch.onnx torch.optim torch.optim.lr_scheduler torch.package torch.profiler torch.quantization torch.testing torch.utils.benchmark
torch.utils.data torch.utils.dlpack""".split()
# Classes whose own functions are called through them.
CLASSES = {"datetime.datetime", "datetime.date", "datetime.timedelta", "datetime.time", "pathlib.Path", "itertools.chain", "builtins.dict", "builtins.object",
           "builtins.type", "builtins.bytes", "builtins.set", "builtins.frozenset"}


# The compiler has a form of its own for it, though it is not in its table.
FORMS = {"builtins.slice"}


def names_of(owner, dotted):
    for name in sorted(dir(owner)):
        if not name.startswith("_") and f"{dotted}.{name}" not in FORMS:
            try:
                yield f"{dotted}.{name}", name, getattr(owner, name)
            except Exception:
                continue


def classify(owner, path, value, tools):
    torch, define, internals, table, annotations, bare = tools
    if isinstance(value, (types.ModuleType, type(Ellipsis), bool, int, float, complex, str, bytes, type(None))) and not inspect.isclass(value):
        return None
    if inspect.isclass(value) and issubclass(value, BaseException):
        return None
    try:
        if table._find_builtin(value) is not None:
            return None
    except Exception:
        pass
    expression = path if bare else "owner." + path
    try:
        torch.jit.script(define(f"def f(x):\n    g = {expression}\n    return x\n", {"owner": owner})["f"])
    except BaseException:
        return "refused"
    if not callable(value):
        try:
            torch.jit.script(define(f"def f(x):\n    return {expression}\n", {"owner": owner})["f"])
            return None  # a tuple of constants
        except BaseException:
            return "object"
    if inspect.isfunction(value) or (inspect.isclass(value) and internals.can_compile_class(value)):
        return None  # it compiles
    try:
        annotations.check_fn(value, None)
        if annotations.get_signature(value, None, None, False) is not None:
            return None
        few, many = (annotations.get_param_names(value, count) for count in (2, 7))
        variadic = bool(annotations.is_vararg(value))
    except BaseException:
        return "uncallable"
    return "opaque" if len(few) != len(many) else f"opaque\t{len(few)}" + ("\tvariadic" if variadic else "")


def of_module(name):
    from compiler import RELEASE, apart, define, torch
    import torch._jit_internal as internals
    import torch.jit._builtins as table
    import torch.jit.annotations as annotations
    # Compilers that find no names in modules say something about Python's own ones only.
    bare = RELEASE < (1, 8)
    if bare and name != "builtins":
        return {}
    tools = torch, define, internals, table, annotations, bare
    try:
        module = importlib.import_module(name)
    except Exception:
        return {}
    found = {}
    for dotted, path, value in names_of(module, name):
        if name.startswith("torch."):
            if not str(getattr(value, "__module__", "")).startswith("torch."):
                continue  # what its file imports from elsewhere
            # A class that did not compile is known at the second attempt.
            entry = apart(lambda path=path, value=value: [classify(module, path, value, tools)], 60)
            entry = entry and entry[0]
        else:
            entry = classify(module, path, value, tools)
        if entry:
            found[dotted] = entry
        if dotted in CLASSES and not bare:
            for inner, inner_path, member in names_of(value, dotted):
                entry = classify(module, f"{path}.{inner_path}", member, tools)
                if entry and callable(member):
                    found[inner] = entry
    return found


def dump():
    from compiler import apart
    found = {}
    for name in MODULES:
        part = apart(lambda name=name: of_module(name), 600)
        print(name, "failed" if part is None else len(part), file=sys.stderr)
        found.update(part or {})
    return found


def rows(release, said, folder):
    functions = side_table.names_in(folder / "builtins.tsv", release)  # Python's own that the release compiles
    for name, entry in said.items():
        if release or name.removeprefix("builtins.") not in functions:
            yield name, entry


if __name__ == "__main__":
    side_table.run(__doc__, dump, rows)
