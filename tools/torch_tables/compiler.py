"""Asking the compiler of the torch installed here."""
import json
import linecache
import os
import re
import signal
import typing
import warnings

warnings.simplefilter("ignore")
import torch

NUMBER = typing.Union[int, float, complex]
RELEASE = tuple(int(part) for part in re.findall(r"\d+", torch.__version__)[:2])
_sources = [0]


def namespace(extra=None):
    """What annotations and bodies of probes may name."""
    names = dict(vars(typing))
    names.update(torch=torch, Tensor=torch.Tensor, Future=torch.jit.Future, Device=torch.device, Generator=torch.Generator,
                 Stream=getattr(torch, "Stream", None), number=NUMBER)
    names.update(extra or {})
    return names


def define(source, extra=None):
    """Runs Python source so that its functions can be scripted; the names that it makes."""
    _sources[0] += 1
    path = f"<probe {_sources[0]}>"
    names = namespace(extra)
    linecache.cache[path] = (len(source), None, source.splitlines(True), path)
    exec(compile(source, path, "exec"), names)
    return names


def schema(source):
    """The schema of function `f` of TorchScript text that uses no Python names but `torch`."""
    if RELEASE < (1, 8):  # there, a name that is not found ends in an error of its own
        return torch.jit.script(define(source)["f"]).schema
    unit = torch._C.CompilationUnit()
    unit.define(source, lambda name: torch if name == "torch" else None)
    return unit.find_function("f").schema


def refusal(source):
    """The compiler's message; None where it accepts."""
    try:
        schema(source)
        return None
    except Exception as error:
        return str(error)


def is_verdict(message):
    """Whether a failure says anything: one build of 1.7 fails on every name that is looked up in a module."""
    return "is not an instance of 'function'" not in message


def first_line(error):
    """The sentence of a message, without frames, addresses and paths."""
    lines = [line.strip() for line in str(error).strip().split("\n")]
    told = [line for line in lines if line and not line.startswith(("File ", "0(")) and not line.endswith("):")]
    text = (told or lines)[0]
    text = re.sub(r" (\(of Python compilation unit )?at:? 0x[0-9a-f]+\)?", "", text)
    return re.sub(r"/\S*/python[0-9.]+/(dist-packages/)?", "", text)[:160]


def apart(work, seconds=60):
    """`work()` in a process of its own, as JSON; None where that dies or takes too long."""
    reader, writer = os.pipe()
    child = os.fork()
    if child == 0:
        try:
            signal.alarm(seconds)
            null = os.open(os.devnull, os.O_WRONLY)
            os.dup2(null, 1)
            os.dup2(null, 2)
            with os.fdopen(writer, "w") as out:
                json.dump(work(), out)
        finally:
            os._exit(0)
    os.close(writer)
    with os.fdopen(reader) as incoming:
        text = incoming.read()
    os.waitpid(child, 0)
    try:
        return json.loads(text)
    except ValueError:
        return None


def text_of(function_schema):
    """A schema as text; some defaults of 1.x cannot be printed by torch itself."""
    try:
        return str(function_schema)
    except Exception:
        pass
    parts = []
    for argument in function_schema.arguments:
        kind = str(argument.type)
        match = re.match(r"^(Optional\[)?List\[(int|float)\]\]?$", kind)
        if match and argument.N is not None:
            kind = f"{match.group(2)}[{argument.N}]{'?' if match.group(1) else ''}"
        default = ""
        try:
            if argument.has_default_value():
                default = f"={argument.default_value!r}"
        except Exception:
            default = "=?"
        parts.append(f"{kind} {argument.name}{default}")
    results = ", ".join(str(result.type) for result in function_schema.returns)
    return f"{function_schema.name}({', '.join(parts)}) -> {results}"
