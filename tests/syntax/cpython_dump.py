"""Writes CPython's own syntax trees of files in the format of dump.cpp, for comparison.

Reads paths from standard input. Of each file: a line `FILE path`, then its tree, or `SKIP reason`.
"""

import ast
import re
import struct
import sys
import warnings

PRECISE_STRINGS = sys.version_info >= (3, 12)


def quoted(data):
    return "'" + "".join(chr(b) if 0x20 <= b < 0x7F and b != 0x5C else f"\\{b:02x}" for b in data) + "'"


def text_of(value):
    return quoted(re.sub("[\ud800-\udfff]", "\ufffd", value).encode())


def bits(value):
    return struct.pack(">d", value).hex()


class Dumper:
    def __init__(self, lines):
        self.lines = lines
        self.out = []
        self.indent = 0
        self.in_string = 0

    def line(self, field, rest):
        self.out.append(f"{' ' * self.indent}{field}: {rest}")

    def at(self, node):
        if self.in_string and not PRECISE_STRINGS:
            return ""
        return f" {node.lineno}:{node.col_offset}-{node.end_lineno}:{node.end_col_offset}"

    def all(self, field, nodes):
        for node in nodes:
            self.one(field, node)

    def one(self, field, node):
        if node is not None:
            getattr(self, type(node).__name__)(field, node)

    def node(self, field, kind, node, scalars="", **children):
        self.line(field, kind + self.at(node) + scalars)
        self.indent += 1
        for name, value in children.items():
            if isinstance(value, list):
                self.all(name, value)
            else:
                self.one(name, value)
        self.indent -= 1

    def parameters(self, args):
        positional = args.posonlyargs + args.args
        defaults = [None] * (len(positional) - len(args.defaults)) + args.defaults
        entries = []
        for i, arg in enumerate(positional):
            kind = "PositionalOnly" if i < len(args.posonlyargs) else "PositionalOrKeyword"
            entries.append((kind, arg, defaults[i]))
        if args.vararg:
            entries.append(("VarPositional", args.vararg, None))
        for arg, default in zip(args.kwonlyargs, args.kw_defaults):
            entries.append(("KeywordOnly", arg, default))
        if args.kwarg:
            entries.append(("VarKeyword", args.kwarg, None))
        for kind, arg, default in entries:
            place = "" if self.in_string and not PRECISE_STRINGS else f" {arg.lineno}:{arg.col_offset}"
            self.line("parameter", f"{kind} {arg.arg}{place}")
            self.indent += 1
            self.one("annotation", arg.annotation)
            self.one("default", default)
            self.indent -= 1

    def keywords(self, keywords):
        for keyword in keywords:
            self.line("keyword", (keyword.arg or "**") + self.at(keyword))
            self.indent += 1
            self.one("value", keyword.value)
            self.indent -= 1

    def aliases(self, names):
        for alias in names:
            self.line("alias", f"{alias.name} as {alias.asname or ''}" + self.at(alias))

    def function(self, field, n, flag):
        self.line(field, "FunctionDef" + self.at(n) + f" {n.name}{flag}")
        self.indent += 1
        self.all("decorator", n.decorator_list)
        self.parameters(n.args)
        self.one("returns", n.returns)
        self.all("body", n.body)
        self.indent -= 1

    def FunctionDef(self, field, n):
        self.function(field, n, "")

    def AsyncFunctionDef(self, field, n):
        self.function(field, n, " async")

    def ClassDef(self, field, n):
        self.line(field, "ClassDef" + self.at(n) + f" {n.name}")
        self.indent += 1
        self.all("decorator", n.decorator_list)
        self.all("base", n.bases)
        self.keywords(n.keywords)
        self.all("body", n.body)
        self.indent -= 1

    def Return(self, field, n):
        self.node(field, "Return", n, value=n.value)

    def Delete(self, field, n):
        self.node(field, "Delete", n, target=n.targets)

    def Assign(self, field, n):
        self.node(field, "Assign", n, target=n.targets, value=n.value)

    def AugAssign(self, field, n):
        self.node(field, "AugAssign", n, f" {type(n.op).__name__}", target=n.target, value=n.value)

    def AnnAssign(self, field, n):
        self.node(field, "AnnAssign", n, target=n.target, annotation=n.annotation, value=n.value)

    def TypeAlias(self, field, n):
        self.node(field, "TypeAlias", n, name=n.name, value=n.value)

    def For(self, field, n, flag=""):
        self.node(field, "For", n, flag, target=n.target, iter=n.iter, body=n.body, orelse=n.orelse)

    def AsyncFor(self, field, n):
        self.For(field, n, " async")

    def While(self, field, n):
        self.node(field, "While", n, test=n.test, body=n.body, orelse=n.orelse)

    def If(self, field, n):
        self.node(field, "If", n, test=n.test, body=n.body, orelse=n.orelse)

    def With(self, field, n, flag=""):
        self.line(field, "With" + self.at(n) + flag)
        self.indent += 1
        for item in n.items:
            self.one("context_expr", item.context_expr)
            self.one("optional_vars", item.optional_vars)
        self.all("body", n.body)
        self.indent -= 1

    def AsyncWith(self, field, n):
        self.With(field, n, " async")

    def Match(self, field, n):
        self.line(field, "Match" + self.at(n))
        self.indent += 1
        self.one("subject", n.subject)
        for case in n.cases:
            names = []
            for part in ast.walk(case.pattern):
                if isinstance(part, (ast.MatchAs, ast.MatchStar)) and part.name:
                    names.append(part.name)
                if isinstance(part, ast.MatchMapping) and part.rest:
                    names.append(part.rest)
            self.line("case", self.at(case.pattern) + "".join(f" {name}" for name in sorted(names)))
            self.indent += 1
            self.one("guard", case.guard)
            self.all("body", case.body)
            self.indent -= 1
        self.indent -= 1

    def Raise(self, field, n):
        self.node(field, "Raise", n, exc=n.exc, cause=n.cause)

    def Try(self, field, n, flag=""):
        self.line(field, "Try" + self.at(n) + flag)
        self.indent += 1
        self.all("body", n.body)
        for handler in n.handlers:
            self.line("handler", (handler.name or "") + self.at(handler))
            self.indent += 1
            self.one("type", handler.type)
            self.all("body", handler.body)
            self.indent -= 1
        self.all("orelse", n.orelse)
        self.all("finalbody", n.finalbody)
        self.indent -= 1

    def TryStar(self, field, n):
        self.Try(field, n, " star")

    def Assert(self, field, n):
        self.node(field, "Assert", n, test=n.test, msg=n.msg)

    def Import(self, field, n):
        self.node(field, "Import", n)
        self.indent += 1
        self.aliases(n.names)
        self.indent -= 1

    def ImportFrom(self, field, n):
        self.node(field, "ImportFrom", n, f" {n.module or ''} {n.level}")
        self.indent += 1
        self.aliases(n.names)
        self.indent -= 1

    def Global(self, field, n):
        self.node(field, "Global", n, "".join(f" {name}" for name in n.names))

    def Nonlocal(self, field, n):
        self.node(field, "Nonlocal", n, "".join(f" {name}" for name in n.names))

    def Expr(self, field, n):
        self.node(field, "Expr", n, value=n.value)

    def Pass(self, field, n):
        self.node(field, "Pass", n)

    def Break(self, field, n):
        self.node(field, "Break", n)

    def Continue(self, field, n):
        self.node(field, "Continue", n)

    def BoolOp(self, field, n):
        self.node(field, "BoolOp", n, f" {type(n.op).__name__}", value=n.values)

    def NamedExpr(self, field, n):
        self.node(field, "NamedExpr", n, target=n.target, value=n.value)

    def BinOp(self, field, n):
        self.node(field, "BinOp", n, f" {type(n.op).__name__}", left=n.left, right=n.right)

    def UnaryOp(self, field, n):
        self.node(field, "UnaryOp", n, f" {type(n.op).__name__}", operand=n.operand)

    def Lambda(self, field, n):
        self.line(field, "Lambda" + self.at(n))
        self.indent += 1
        self.parameters(n.args)
        self.one("body", n.body)
        self.indent -= 1

    def IfExp(self, field, n):
        self.node(field, "IfExp", n, test=n.test, body=n.body, orelse=n.orelse)

    def Dict(self, field, n):
        self.line(field, "Dict" + self.at(n))
        self.indent += 1
        for key, value in zip(n.keys, n.values):
            if key is None:
                self.line("key", "**")
            else:
                self.one("key", key)
            self.one("value", value)
        self.indent -= 1

    def Set(self, field, n):
        self.node(field, "Set", n, elt=n.elts)

    def comprehension_of(self, field, kind, n, **children):
        self.node(field, kind, n, **children)
        self.indent += 1
        for c in n.generators:
            self.line("comprehension", "async" if c.is_async else "")
            self.indent += 1
            self.one("target", c.target)
            self.one("iter", c.iter)
            self.all("if", c.ifs)
            self.indent -= 1
        self.indent -= 1

    def ListComp(self, field, n):
        self.comprehension_of(field, "ListComp", n, elt=n.elt)

    def SetComp(self, field, n):
        self.comprehension_of(field, "SetComp", n, elt=n.elt)

    def DictComp(self, field, n):
        self.comprehension_of(field, "DictComp", n, key=n.key, value=n.value)

    def GeneratorExp(self, field, n):
        self.comprehension_of(field, "GeneratorExp", n, elt=n.elt)

    def Await(self, field, n):
        self.node(field, "Await", n, value=n.value)

    def Yield(self, field, n):
        self.node(field, "Yield", n, value=n.value)

    def YieldFrom(self, field, n):
        self.node(field, "YieldFrom", n, value=n.value)

    def Compare(self, field, n):
        ops = "".join(f" {type(op).__name__}" for op in n.ops)
        self.node(field, "Compare", n, ops, left=n.left, comparator=n.comparators)

    def Call(self, field, n):
        self.node(field, "Call", n, func=n.func, arg=n.args)
        self.indent += 1
        self.keywords(n.keywords)
        self.indent -= 1

    def string_values(self, values):
        for value in values:
            if isinstance(value, ast.Constant):
                self.line("value", f"Constant {text_of(value.value)}")
            else:
                self.one("value", value)

    def JoinedStr(self, field, n):
        self.line(field, "JoinedStr" + self.at(n))
        self.indent += 1
        self.in_string += 1
        self.string_values(n.values)
        self.in_string -= 1
        self.indent -= 1

    def FormattedValue(self, field, n):
        self.node(field, "FormattedValue", n, f" {chr(n.conversion)}" if n.conversion > 0 else "", value=n.value)
        if n.format_spec:
            self.indent += 1
            self.line("format_spec", "JoinedStr")
            self.indent += 1
            self.string_values(n.format_spec.values)
            self.indent -= 2

    TemplateStr = JoinedStr  # as one kind of string in our tree
    Interpolation = FormattedValue

    def Constant(self, field, n):
        v = n.value
        if v is None or v is True or v is False:
            text = repr(v)
        elif v is ...:
            text = "Ellipsis"
        elif isinstance(v, int):
            text = f"int {v}" if v < 2**63 else "int big"
        elif isinstance(v, float):
            text = f"float {bits(v)}"
        elif isinstance(v, complex):
            text = f"complex {bits(v.imag)}"
        elif isinstance(v, bytes):
            text = "b" + quoted(v)
        else:
            text = text_of(v)
        self.node(field, "Constant", n, f" {text}")

    def Attribute(self, field, n):
        self.node(field, "Attribute", n, f" {n.attr}", value=n.value)

    def Subscript(self, field, n):
        self.node(field, "Subscript", n, value=n.value, slice=n.slice)

    def Starred(self, field, n):
        self.node(field, "Starred", n, value=n.value)

    def Name(self, field, n):
        self.node(field, "Name", n, f" {n.id}")

    def List(self, field, n):
        self.node(field, "List", n, elt=n.elts)

    def Tuple(self, field, n):
        self.node(field, "Tuple", n, elt=n.elts)

    def Slice(self, field, n):
        self.node(field, "Slice", n, lower=n.lower, upper=n.upper, step=n.step)


def main():
    warnings.simplefilter("ignore")
    sys.setrecursionlimit(20000)
    print("VERSION", *sys.version_info[:2])
    for path in sys.stdin.read().splitlines():
        print("FILE", path)
        with open(path, "rb") as file:
            data = file.read()
        if b"\\N{" in data:
            print("SKIP named characters")
            continue
        try:
            tree = ast.parse(data)
        except (SyntaxError, ValueError, RecursionError, MemoryError) as e:
            print("SKIP", type(e).__name__)
            continue
        dumper = Dumper(data.splitlines())
        dumper.all("body", tree.body)
        sys.stdout.write("\n".join(dumper.out) + "\n")
    print("END")


main()
