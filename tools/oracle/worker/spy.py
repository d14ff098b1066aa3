"""Watches torch.jit while a case file runs: what was compiled, what was rejected, what can be saved.

A rejected object is handed back unscripted, so that one file can show several rejections.
"""

import inspect
import io
import sys
import traceback
from typing import Any, Callable, Dict, List, Optional, Tuple

import torch

# Debian's torch 1.7 cannot catch its own cast errors: these two rejections say nothing about the code.
_BROKEN_BUILD = ("is not an instance of 'function'", "Can't redefine method: ")
_ENTRIES = ("script", "trace", "trace_module")
_COMPILING_FILES = ("torch/jit/_recursive.py", "torch/jit/frontend.py")


def is_broken_build(message: str) -> bool:
    return torch.__version__.startswith("1.7") and any(text in message for text in _BROKEN_BUILD)


def raised_by_compiler(error: BaseException) -> bool:
    """Whether an error that no watched entry saw comes from the compiler's front end all the same, as for
    torch.jit.interface and script methods."""
    for frame in traceback.extract_tb(error.__traceback__):
        name = frame.filename.replace("\\", "/")
        if name.endswith(_COMPILING_FILES) or (name.endswith("torch/jit/_script.py") and frame.name == "interface"):
            return True
    return False


class Spy:
    """Replaces the entry points of torch.jit in this process; made once, before the case file runs."""

    def __init__(self) -> None:
        self.calls = 0
        self.errors: List[BaseException] = []
        self.save_error: Optional[BaseException] = None
        self.compiled: List[Tuple[str, int, str]] = []
        self._results: List[Any] = []
        self._depth = 0
        for name in _ENTRIES:
            setattr(torch.jit, name, self._watch(getattr(torch.jit, name)))
        for name in ("save", "load"):
            setattr(torch.jit, name, self._watch_saving(getattr(torch.jit, name)))
        self._watch_definitions()

    def _watch(self, entry: Callable[..., Any]) -> Callable[..., Any]:
        counts_frames = "_frames_up" in inspect.signature(entry).parameters

        def call(*args: Any, **kwargs: Any) -> Any:
            self.calls += 1
            if counts_frames:  # names in a class are looked up in the caller's frame
                kwargs["_frames_up"] = kwargs.get("_frames_up", 0) + 1
            self._depth += 1
            try:
                result = entry(*args, **kwargs)
            except Exception as error:
                if self._depth > 1:
                    raise
                self.errors.append(error)
                return args[0] if args else None
            finally:
                self._depth -= 1
            if self._depth == 0:
                self._results.append(result)
            return result

        return call

    def _watch_saving(self, entry: Callable[..., Any]) -> Callable[..., Any]:
        def call(*args: Any, **kwargs: Any) -> Any:
            try:
                return entry(*args, **kwargs)
            except Exception as error:
                self.save_error = self.save_error or error
                raise

        return call

    def _watch_definitions(self) -> None:
        import torch.jit.frontend as frontend

        original = frontend.get_jit_def

        def get_jit_def(fn: Any, *args: Any, **kwargs: Any) -> Any:
            code = getattr(fn, "__code__", None)
            if code is not None:
                name = getattr(fn, "__qualname__", code.co_name)
                self.compiled.append((code.co_filename, code.co_firstlineno, name))
            return original(fn, *args, **kwargs)

        for name, module in list(sys.modules.items()):
            if name.startswith("torch.jit") and getattr(module, "get_jit_def", None) is original:
                setattr(module, "get_jit_def", get_jit_def)

    def try_saving(self) -> Optional[bool]:
        """Whether everything scripted can be saved and loaded again; None where nothing was scripted."""
        if self.save_error is not None:
            return False
        saved: Dict[str, bool] = {}
        for result in self._results:
            if not isinstance(result, (torch.jit.ScriptModule, torch._C.ScriptFunction)):
                continue
            try:
                buffer = io.BytesIO()
                torch.jit.save(result, buffer)
                buffer.seek(0)
                torch.jit.load(buffer)
                saved.setdefault("all", True)
            except Exception as error:
                self.save_error = self.save_error or error
                return False
        return saved.get("all")
