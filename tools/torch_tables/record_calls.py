#!/usr/bin/env python3
"""Asks the compiler of the torch installed here about random operator calls.

usage: record_calls.py OUTPUT.tsv [CALLS_PER_OPERATOR] [SEED]

A row is `release<TAB>operator<TAB>arguments<TAB>verdict`. Arguments are separated by `; `: a type, `[]` for an empty literal,
`name=type` for a keyword, `self:type` for the object of a method call. The verdict is the result's type, or `no`.
tests/torchscript/recorded_calls_test.cpp holds the matcher against such rows.
"""
import keyword
import random
import re
import sys
import typing
import warnings

warnings.simplefilter("ignore")
import torch


class Pair(typing.NamedTuple):
    left: int
    right: int


TYPES = """Tensor int float bool str complex number Any None torch.device Optional[Tensor] Optional[int] Optional[float] Optional[str]
List[int] List[float] List[bool] List[str] List[Tensor] List[complex] List[List[int]] List[Optional[Tensor]] Optional[List[int]]
Tuple[int,int] Tuple[Tensor,Tensor] Tuple[int,str] Tuple[float,int] Tuple[Tensor] Tuple[int] Dict[str,int] Dict[int,Tensor] Dict[str,Tensor]
Union[int,float] Union[int,str] Future[Tensor] Pair""".split()
SPELLING = {"torch.device": "Device"}
LITERAL = "[]"


def plausible(formal, size):
    """Types that are likely to fit a parameter."""
    text = str(formal)
    inner = re.sub(r"^Optional\[(.*)\]$", r"\1", text)
    out = [inner]
    if inner != text:
        out += [text, "None"]
    simple = {"number": ["int", "float", "number", "Tensor", "bool"], "int": ["int", "Tensor", "bool", "number"],
              "float": ["float", "Tensor", "number"], "Device": ["torch.device", "str"], "bool": ["bool"]}
    out += simple.get(inner, [])
    match = re.match(r"^List\[(.*)\]$", inner)
    if match:
        element = match.group(1)
        out += [f"Tuple[{element},{element}]", LITERAL, element]
        if size is not None:
            out += [element] * 2
    if re.match(r"^t\w*$", inner):
        out = ["int", "str", "Tensor", "float"]
    out = [re.sub(r"\bt(Val|Key)?\b", "int", t).replace(", ", ",") for t in out]
    return [t for t in out if t in TYPES or t == LITERAL] or TYPES


def pick(random_, argument):
    if random_.random() < 0.85:
        return random_.choice(plausible(argument.type, argument.N))
    return random_.choice(TYPES + [LITERAL])


def draw(random_, schema):
    """[(keyword or None, type)] of one call."""
    positional = [a for a in schema.arguments if not a.kwarg_only]
    needed = sum(not a.has_default_value() for a in positional)
    count = min(len(positional), random_.choice([needed, needed, needed + 1, needed + 2, len(positional)]))
    if random_.random() < 0.04:
        count = max(0, count - 1)
    by_name = random_.randint(0, count) if random_.random() < 0.2 else count
    call = [(None if i < by_name else a.name, pick(random_, a)) for i, a in enumerate(positional[:count])]
    extra = random_.random()
    if by_name == count and extra < 0.15:
        repeat = call[-1][1] if call and extra < 0.1 else random_.choice(TYPES)
        call += [(None, repeat)] * random_.choice([1, 1, 2])
    for a in schema.arguments:
        if a.kwarg_only and (not a.has_default_value() or random_.random() < 0.12):
            call.append((a.name, pick(random_, a)))
    if random_.random() < 0.03:
        call.append((random_.choice(["input", "other", "dim", "nothing"]), random_.choice(TYPES)))
    names = [n for n, _ in call if n]
    if len(set(names)) != len(names) or any(keyword.iskeyword(n) or n == "self" for n in names):
        return None
    return call


def verdict(text):
    unit = torch._C.CompilationUnit()
    names = {"torch": torch, "Pair": Pair}
    try:
        unit.define(text, lambda name: names.get(name))
    except Exception as error:
        return None if "INTERNAL ASSERT" in str(error) else "no"
    result = str(unit.find_function("f").schema.returns[0].type)
    if "Pair" in result:
        return None
    fields = lambda m: "Tuple[" + ", ".join(f.split(" : ")[1] for f in m.group(1).split(", ")) + "]"
    return re.sub(r"NamedTuple\(([^()]*)\)", fields, result)


def ask(operator, call, as_method):
    short = operator.split("::")[1]
    parameters, arguments = [], []
    for index, (name, type_name) in enumerate(call):
        value = LITERAL
        if type_name != LITERAL:
            value = f"a{index}"
            parameters.append(f"{value}: {SPELLING.get(type_name, type_name)}")
        arguments.append(f"{name}={value}" if name else value)
    callee = f"torch.ops.aten.{short}"
    if as_method:
        callee = f"{arguments.pop(0)}.{short}"
    return verdict(f"def f({', '.join(parameters)}):\n  return {callee}({', '.join(arguments)})\n")


def row(operator, call, as_method):
    parts = []
    for index, (name, type_name) in enumerate(call):
        spelled = type_name.replace(",", ", ")
        parts.append(f"{name}={spelled}" if name else "self:" + spelled if as_method and index == 0 else spelled)
    return operator, "; ".join(parts)


def main():
    output, per = sys.argv[1], int(sys.argv[2]) if len(sys.argv) > 2 else 4
    random_ = random.Random(int(sys.argv[3]) if len(sys.argv) > 3 else 1)
    release = ".".join(re.findall(r"\d+", torch.__version__)[:2])
    operators = sorted({s.name for s in torch._C._jit_get_all_schemas() if re.match(r"^aten::[a-zA-Z]\w*$|^aten::__\w+__$", s.name)})
    rows, seen = [], set()
    for operator in operators:
        short = operator.split("::")[1]
        schemas = torch._C._jit_get_schemas_for_operator(operator)
        if keyword.iskeyword(short) or not hasattr(torch.ops.aten, short):
            continue
        if any("torch.classes" in str(a.type) or "Storage" in str(a.type) for s in schemas for a in s.arguments):
            continue
        for _ in range(per):
            schema = random_.choice(schemas)
            call = draw(random_, schema)
            if call is None:
                continue
            as_method = bool(call) and bool(schema.arguments) and call[0][0] is None and schema.arguments[0].name == "self" and random_.random() < 0.25
            as_method = as_method and call[0][1] in ("Tensor", "str", "List[int]", "List[Tensor]", "Dict[str,int]", "List[str]")
            key = row(operator, call, as_method)
            if key in seen:
                continue
            seen.add(key)
            answer = ask(operator, call, as_method)
            if answer is not None:
                rows.append("\t".join((release, *key, answer)))
    with open(output, "w", encoding="utf-8") as out:
        out.write("\n".join(rows) + "\n")
    accepted = sum(not r.endswith("\tno") for r in rows)
    print(f"{release}: {len(rows)} calls, {accepted} accepted", file=sys.stderr)


if __name__ == "__main__":
    main()
