"""Runs case files under the torch of this interpreter and tells what its TorchScript compiler says of each.

usage: run.py [--save] [--timeout SECONDS] FILE...

A case is a Python file that itself calls torch.jit.script or torch.jit.trace.  Each runs in a forked child, so that
a crash or a hang costs that case alone.  One JSON object per case goes to standard output:
  case      the path as given
  verdict   ok | reject (by the compiler) | invalid (the file failed by itself, or scripted nothing) | crash | timeout
  error     the class of the exception, or why a file is invalid
  message   the text of the first rejection or failure
  line      the line of the case file that the message blames, where it names one
  rejects   [{line, message}] of every rejected call: the file runs on after a rejection
  raised    what the file raised by itself after something was scripted, such as a failure at run time
  saved     with --save: whether torch.jit.save and torch.jit.load work on what was scripted
  warnings  what the tracer and the compiler warned of
  compiled  [file, first line, qualified name] of every Python function that the compiler read
This file runs under Python 3.9 and later.
"""

import argparse
import importlib.util
import json
import os
import re
import signal
import sys
import traceback
import warnings
from typing import Any, Dict, List, Optional

warnings.simplefilter("ignore")
sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))

import torch  # noqa: E402

from blame import blamed_line  # noqa: E402
from spy import Spy, is_broken_build, raised_by_compiler  # noqa: E402

Row = Dict[str, Any]
_MESSAGE_LIMIT = 2000
_SHOWN_WARNINGS = ("TracerWarning", "UserWarning", "RuntimeWarning")


def _execute(path: str) -> Optional[BaseException]:
    """Imports the case file; what it raised, or None."""
    name = "case_" + re.sub(r"\W", "_", os.path.basename(path)[:-3])
    sys.path.insert(0, os.path.dirname(path))
    sys.argv = [path]
    try:
        spec = importlib.util.spec_from_file_location(name, path)
        assert spec is not None and spec.loader is not None
        module = importlib.util.module_from_spec(spec)
        sys.modules[name] = module
        spec.loader.exec_module(module)
    except BaseException as error:
        return error
    return None


def _text(error: BaseException) -> str:
    return str(error).strip()[:_MESSAGE_LIMIT]


def _line(error: BaseException, path: str) -> Optional[int]:
    if isinstance(error, SyntaxError) and error.filename == path:
        return error.lineno
    return blamed_line(str(error), path)


def _judge(path: str, save: bool) -> Row:
    spy = Spy()
    with warnings.catch_warnings(record=True) as seen:
        warnings.simplefilter("always")
        raised = _execute(path)
        row: Row = {"verdict": "ok", "error": None, "message": None, "line": None, "rejects": [], "raised": None}
        if raised is not None and raised is not spy.save_error and raised_by_compiler(raised):
            spy.errors.append(raised)
            raised = None
        if raised is not None and (spy.errors or spy.calls) and raised is not spy.save_error:
            row["raised"] = f"{type(raised).__name__}: {_text(raised)}"
        if spy.errors:
            first = spy.errors[0]
            row["rejects"] = [{"line": _line(e, path), "message": _text(e)} for e in spy.errors]
            row.update(row["rejects"][0], verdict="reject", error=type(first).__name__)
            if any(is_broken_build(str(e)) for e in spy.errors):
                row.update(verdict="invalid", error="broken build", rejects=[])
        elif raised is not None and not spy.calls:
            row.update(verdict="invalid", error=type(raised).__name__, message=_text(raised))
        elif not spy.calls:
            row.update(verdict="invalid", error="unscripted", message="nothing scripted")
        if save and row["verdict"] == "ok":
            row["saved"] = spy.try_saving()
            if spy.save_error is not None:
                row.update(error=type(spy.save_error).__name__, message=_text(spy.save_error))
                row["line"] = _line(spy.save_error, path)
    row["warnings"] = sorted(
        {str(w.message).split("\n")[0][:200] for w in seen if w.category.__name__ in _SHOWN_WARNINGS}
    )
    row["compiled"] = spy.compiled
    return row


def _judge_in_child(path: str, save: bool, seconds: int) -> Row:
    reader, writer = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(reader)
        signal.alarm(seconds)  # no handler: the kernel ends the child, whatever it is doing
        quiet = os.open(os.devnull, os.O_RDWR)
        for descriptor in (0, 1, 2):
            os.dup2(quiet, descriptor)
        try:
            row = _judge(path, save)
        except BaseException:
            row = {"verdict": "invalid", "error": "worker", "message": traceback.format_exc()[-_MESSAGE_LIMIT:]}
        with os.fdopen(writer, "w") as out:
            json.dump(row, out)
        os._exit(0)
    os.close(writer)
    with os.fdopen(reader) as result:
        text = result.read()
    _, status = os.waitpid(child, 0)
    if text:
        return json.loads(text)
    if os.WIFSIGNALED(status) and os.WTERMSIG(status) == signal.SIGALRM:
        return {"verdict": "timeout", "error": "timeout", "message": f"no verdict after {seconds} s"}
    how = f"signal {os.WTERMSIG(status)}" if os.WIFSIGNALED(status) else f"exit {os.WEXITSTATUS(status)}"
    return {"verdict": "crash", "error": "crash", "message": how}


def main(arguments: List[str]) -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--save", action="store_true")
    parser.add_argument("--timeout", type=int, default=60)
    parser.add_argument("files", nargs="*")
    options = parser.parse_args(arguments)
    torch.set_num_threads(1)
    for path in options.files or [line.rstrip("\n") for line in sys.stdin]:
        row = {"case": path, **_judge_in_child(os.path.abspath(path), options.save, options.timeout)}
        print(json.dumps(row), flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
