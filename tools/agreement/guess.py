"""What is scripted of any package: `guess.py PACKAGE...` prints roots as roots.py does.

Module classes whose constructor takes arguments that are guessed from its parameters' names and annotations, and functions. Run by the Python that has the
packages; what cannot be imported is left out.
"""

import importlib
import inspect
import json
import os
import pkgutil
import re
import signal
import socket
import sys
import warnings

import torch
from roots import ARGUMENTS, own

SKIPPED = re.compile(r"\b(tests?|testing|scripts?|examples?|datasets?|data|io|apps|cli|__main__|setup|conftest|benchmarks?|recipes|tools)\b")
SECONDS = 8
PARAMETERS = 40_000_000
FUNCTIONS = 150

# Pattern of a parameter's name -> what is tried, one after the other.
BY_NAME = (
    (r"(layer|module|block|net|model|encoder|decoder|fn)$", ("torch.nn.Linear(8, 8)", "2", "torch.nn.Linear", "[2, 2, 2, 2]")),
    (r"act|norm", ("torch.nn.ReLU()", "torch.nn.ReLU", '"relu"', "None")),
    (r"head", ("2",)),
    (r"kernel|ksize", ("3", "(3, 3)")),
    (r"spatial_dims|dimension", ("2",)),
    (r"depth|layers|blocks|repeat|stride|dilation|groups|pad|stages|scale|factor|order|levels", ("2", "1")),
    (r"rate$|drop|prob|alpha|beta|gamma|eps|sigma|ratio|weight|momentum|temperature|std|mean|threshold|lambda", ("0.5",)),
    (r"(img|image|input|patch|window|grid|target|output|resolution)_?size|resolution|shape", ("16", "(16, 16)", "[8, 8, 8]", "8")),
    (r"sample_rate|sr$|fs$", ("8000",)),
    (r"channels|dim|size|features|hidden|units|num|n_|planes|inp|oup|ch|vocab|len|d_|nf|nc", ("8", "16", "(8, 8)", "4")),
)
BY_ANNOTATION = (
    (r"^(typing\.)?(Sequence|List|Tuple|list|tuple)\[.*Module", ("[torch.nn.Identity(), torch.nn.Identity()]",)),
    (r"^(typing\.)?(Sequence|List|Tuple|list|tuple)\[.*float", ("[0.5, 0.5]",)),
    (r"^(typing\.)?(Sequence|List|Tuple|list|tuple)\[", ("[8, 8]", "(8, 8, 8)", "[4, 8, 16, 32]", "[2]")),
    (r"^bool$", ("False", "True")),
    (r"^float$", ("0.5",)),
    (r"^str$", ('"relu"', '"bilinear"')),
    (r"Tensor", ("torch.rand(8, 8)", "torch.rand(8)")),
    (r"Module", ("torch.nn.Linear(8, 8)", "torch.nn.Identity()")),
    (r"Callable", ("torch.nn.ReLU", "torch.relu")),
)


class Expired(Exception):
    """It took too long."""


def expire(*_):
    raise Expired


def modules(package):
    """The package and all that can be imported below it."""
    todo = [package]
    while todo:
        name = todo.pop(0)
        try:
            module = importlib.import_module(name)
        except BaseException as error:
            print(f"{name}: {error!r}"[:200], file=sys.stderr)
            continue
        yield module
        for info in pkgutil.iter_modules(getattr(module, "__path__", ()), name + "."):
            if not SKIPPED.search(info.name):
                todo.append(info.name)


def guesses(parameter, turn):
    annotation = parameter.annotation
    text = annotation if isinstance(annotation, str) else getattr(annotation, "__name__", "") if isinstance(annotation, type) else str(annotation)
    if literal := re.search(r"Literal\[([^\],]*)", text):
        return literal.group(1)
    for pattern, values in BY_ANNOTATION:
        if re.search(pattern, text):
            return values[turn % len(values)]
    for pattern, values in BY_NAME:
        if re.search(pattern, parameter.name.lower()):
            return values[turn % len(values)]
    return ("8", "(8, 8)", "0.5", "torch.nn.Identity()")[turn % 4]


def tried_arguments(cls):
    needed = [p for p in inspect.signature(cls).parameters.values() if p.default is p.empty and p.kind not in (p.VAR_POSITIONAL, p.VAR_KEYWORD)]
    for turn in range(4):
        yield ", ".join((f"{p.name}=" if p.kind is p.KEYWORD_ONLY else "") + guesses(p, turn) for p in needed)
    yield from (ARGUMENTS if needed else ())


def constructing(cls):
    """Arguments that make a small instance; None where no guess does."""
    for arguments in dict.fromkeys(tried_arguments(cls)):
        signal.alarm(SECONDS)
        try:
            made = eval(f"cls({arguments})", {"cls": cls, "torch": torch})
            if type(made).forward is torch.nn.Module.forward or sum(p.numel() for p in made.parameters()) > PARAMETERS:
                return None
            return arguments
        except BaseException:
            continue
        finally:
            signal.alarm(0)
    return None


def roots(package):
    functions = 0
    for module in modules(package):
        for name, value in sorted(vars(module).items()):
            if not own(module, value):
                continue
            if inspect.isclass(value) and issubclass(value, torch.nn.Module):
                try:
                    arguments = constructing(value)
                except (TypeError, ValueError, Expired):  # no signature; the alarm rang at the very end
                    continue
                if arguments is not None:
                    yield module.__name__, name, arguments
            elif inspect.isfunction(value) and value.__name__ == name and not name.startswith("_") and functions < FUNCTIONS:
                functions += 1
                yield module.__name__, name, None


def no_network(*_, **__):
    raise OSError("nothing is fetched here")


def main():
    socket.getaddrinfo = no_network  # weights that a constructor would download
    output = os.fdopen(os.dup(1), "w")
    os.dup2(2, 1)
    warnings.simplefilter("ignore")
    signal.signal(signal.SIGALRM, expire)
    for package in sys.argv[1:]:
        for module, name, arguments in roots(package):
            print(json.dumps({"id": f"{module}.{name}", "module": module, "name": name, "arguments": arguments}), file=output, flush=True)


if __name__ == "__main__":
    main()
