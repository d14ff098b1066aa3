#!/usr/bin/env python3
"""Writes what the compiler of the torch installed here knows, as JSON for merge.py.

usage: dump.py OUTPUT.json

  ops, source_builtins  schemas by operator, in the order in which the compiler tries them; those written in TorchScript
                        inside the compiler come after the others of the same name
  globals               names of the compiler's own table
  callables             how each callable of the usual modules is taken (see dump_names.Classifier)
  constants             constants of the usual modules: [TorchScript type]
  type_attrs            attributes of values by type
  nn_modules            classes of torch.nn (see dump_modules)
"""
import json
import sys

import dump_modules
import dump_names
from compiler import is_verdict, refusal, text_of, torch


def operators():
    names = sorted({s.name for s in torch._C._jit_get_all_schemas()})
    return {name: [text_of(s) for s in torch._C._jit_get_schemas_for_operator(name)] for name in names}


def helper_candidates():
    """(operator, signature, probe): what the compiler defines in TorchScript; a probe that compiles proves it."""
    for name, sign in (("mul", "*"), ("add", "+"), ("ne", "!="), ("eq", "=="), ("sub", "-"), ("div", "/"), ("lt", "<"), ("le", "<="),
                       ("gt", ">"), ("ge", ">=")):
        for kind in ("float", "int") + (("complex",) if sign[0] not in "<>" else ()):
            yield f"aten::{name}", f"({kind} a, Tensor b) -> Tensor", f"def f(a: {kind}, b: Tensor) -> Tensor:\n  return a {sign} b\n"
    for kind in ("float", "int"):
        for count, name in enumerate(("single", "pair", "triple", "quadruple"), 1):
            yield (f"aten::_{name}", f"({kind}[{count}] x) -> {kind}[]",
                   f"def f(x: {kind}) -> List[{kind}]:\n  return torch.nn.modules.utils._{name}(x)\n")
    for kind, spelled in (("number", "Scalar"), ("Tensor", "Tensor")):
        yield "aten::floordiv", f"(Tensor self, {spelled} other) -> Tensor", f"def f(a: Tensor, b: {kind}) -> Tensor:\n  return a // b\n"
    yield ("aten::_assert_int_or_pair", "(int[] vals, str name, str message) -> NoneType",
           "def f(a: List[int]):\n  torch.nn.functional.assert_int_or_pair(a, 'a', 'b')\n")
    yield ("aten::list_with_default", "(int[] out_size, int[] defaults) -> int[]",
           "def f(a: List[int]) -> List[int]:\n  return torch.nn.modules.utils._list_with_default(a, a)\n")
    for kind in ("bool", "Tensor"):
        yield "aten::_assert", f"({kind} condition, str message) -> NoneType", f"def f(a: {kind}):\n  torch._assert(a, 'b')\n"
    yield "aten::device", "(str type) -> Device", "def f(a: str):\n  return torch.device(type=a)\n"
    yield "aten::__contains__", "(str self, str key) -> bool", "def f(a: str) -> bool:\n  return 'x' in a\n"
    for name, result in (("ndim", "int"), ("T", "Tensor"), ("H", "Tensor"), ("mT", "Tensor"), ("mH", "Tensor"), ("shape", "List[int]")):
        yield (f"prim::{name}", f"(Tensor a) -> {result.replace('List[int]', 'int[]')}",
               f"def f(a: Tensor) -> {result}:\n  return a.{name}\n")


def helpers(known):
    out = {}
    for name, signature, probe in helper_candidates():
        if any(text.startswith(name) and text.endswith(signature) for text in known.get(name, [])):
            continue
        message = refusal(probe)
        if message is None or not is_verdict(message):
            out.setdefault(name, []).append(name + signature)
    return out


def main():
    known = operators()
    source_builtins = helpers(known)
    callables, constants = dump_names.names({**known, **source_builtins})
    data = {"torch": torch.__version__, "ops": known, "source_builtins": source_builtins, "globals": dump_names.own_names(),
            "callables": callables, "constants": constants, "type_attrs": dump_names.members(known), "nn_modules": dump_modules.dump()}
    with open(sys.argv[1], "w", encoding="utf-8") as out:
        json.dump(data, out, indent=0, sort_keys=True)
    print(data["torch"], {key: len(value) for key, value in data.items()}, file=sys.stderr)


if __name__ == "__main__":
    main()
