"""Scripts each root of a list (standard input, as roots.py writes it) and says what the compiler read and where it stopped, one JSON line each.

Every root is scripted in a process of its own, so that what one leaves behind (a memory of compiled functions, a crash) does not touch the others.
"""

import importlib
import inspect
import json
import os
import re
import resource
import sys
import warnings

SECONDS = 120
BYTES = 10 << 30


def hook(read, wrapped):
    """Writes down each function that the front end turns into a tree, and what a decorated one's lines are called: they are the function's own, the
    file is the decorator's."""
    import torch
    import torch.jit.frontend as frontend

    original = frontend.get_jit_def

    def get_jit_def(fn, *arguments, **keywords):
        code = getattr(getattr(fn, "__wrapped__", fn), "__code__", None)
        if code is not None:
            read.append([code.co_filename, code.co_firstlineno, code.co_name])
            if hasattr(fn, "__wrapped__") and hasattr(fn, "__code__"):
                lines = inspect.getsourcelines(code)[0]
                for line in range(code.co_firstlineno, code.co_firstlineno + len(lines)):
                    wrapped[fn.__code__.co_filename, line] = code.co_filename
        return original(fn, *arguments, **keywords)

    for module in list(sys.modules.values()):
        if getattr(module, "get_jit_def", None) is original:
            module.get_jit_def = get_jit_def
    return torch


def without_initialisation(torch):
    """Weights do not matter: makes large models cheap."""
    for name in dir(torch.nn.init):
        if name.endswith("_") and not name.startswith("_"):
            setattr(torch.nn.init, name, lambda tensor, *arguments, **keywords: tensor)


def script(root):
    resource.setrlimit(resource.RLIMIT_AS, (BYTES, BYTES))
    import signal

    signal.alarm(SECONDS)
    warnings.simplefilter("ignore")
    read, wrapped = [], {}
    torch = hook(read, wrapped)
    without_initialisation(torch)
    value = getattr(importlib.import_module(root["module"]), root["name"])
    result = {"root": root["id"], "verdict": "ok", "functions": read}
    if root["arguments"] is not None:
        try:
            value = eval(f"value({root['arguments']})", {"value": value, "torch": torch})
        except Exception as error:
            return {**result, "verdict": "unmade", "message": str(error)[:300]}
    try:
        torch.jit.script(value)
    except Exception as error:
        message = str(error)
        places = [[wrapped.get((path, int(line)), path), int(line)] for path, line in re.findall(r'File "([^"]+)", line (\d+)', message)]
        result.update(verdict="reject", message=message.strip()[:300], places=places)
    result["functions"] = sorted({tuple(function) for function in read})
    return result


def main():
    sys.stdout = os.fdopen(os.dup(1), "w")
    os.dup2(2, 1)
    roots = [json.loads(line) for line in sys.stdin]
    # What the roots need is imported once; a child inherits it.
    for module in dict.fromkeys(root["module"] for root in roots):
        importlib.import_module(module)
    for root in roots:
        child = os.fork()
        if child == 0:
            try:
                sys.stdout.write(json.dumps(script(root)) + "\n")
                sys.stdout.flush()
            finally:
                os._exit(0)
        _, status = os.waitpid(child, 0)
        if status != 0:
            sys.stdout.write(json.dumps({"root": root["id"], "verdict": "crash", "functions": []}) + "\n")
            sys.stdout.flush()


if __name__ == "__main__":
    main()
