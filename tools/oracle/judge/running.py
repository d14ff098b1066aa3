"""Case files -> verdicts of a compiler."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal

from judge.compilers import Compiler, CompilerError

Kind = Literal["ok", "reject", "invalid", "crash", "timeout"]
_WORKER = Path(__file__).resolve().parent.parent / "worker" / "run.py"


@dataclass(frozen=True)
class Verdict:
    """What worker/run.py says of one case file; its documentation tells what the fields mean."""

    case: str
    verdict: Kind
    error: str | None = None
    message: str | None = None
    line: int | None = None
    rejects: list[dict[str, Any]] = field(default_factory=list)
    raised: str | None = None
    saved: bool | None = None
    warnings: list[str] = field(default_factory=list)
    compiled: list[list[Any]] = field(default_factory=list)

    @property
    def summary(self) -> str:
        """The line of the message that says what is wrong."""
        lines = [line.strip() for line in (self.message or self.raised or "").splitlines() if line.strip()]
        told = [line for line in lines if not line.startswith(("File ", "The above operation"))]
        return told[0] if told else ""


def case_files(paths: Sequence[Path]) -> list[Path]:
    """The Python files among and below `paths`, in the order of their names."""
    files: list[Path] = []
    for path in paths:
        if path.is_dir():
            files += sorted(path.rglob("*.py"))
        elif path.is_file():
            files.append(path)
        else:
            raise CompilerError(f"no such case: {path}")
    return files


def judge_files(compiler: Compiler, files: Sequence[Path], *, save: bool, timeout: int = 60) -> Iterator[Verdict]:
    """The verdict of each file, in order, as soon as it is known."""
    compiler.check()
    if not files:
        return
    arguments = ["-W", "ignore", str(_WORKER), "--timeout", str(timeout), *(["--save"] if save else [])]
    worker = subprocess.Popen(
        compiler.command(arguments, [_WORKER, *(file.resolve() for file in files)]),
        env=compiler.environment(),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    assert worker.stdin is not None and worker.stdout is not None and worker.stderr is not None
    count = 0
    with worker:
        worker.stdin.write("".join(f"{file}\n" for file in files))
        worker.stdin.close()
        for line in worker.stdout:
            yield Verdict(**json.loads(line))
            count += 1
        errors = worker.stderr.read()
    if count != len(files):
        raise CompilerError(f"torch {compiler.version} stopped after {count} of {len(files)} cases: {errors[-600:]}")
