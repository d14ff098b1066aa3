"""jitlint from Python: `jitlint.check(paths)` runs the program and returns what it found.

    import jitlint

    report = jitlint.check(["models/"], torch_version=">=1.13")
    for diagnostic in report.diagnostics:
        print(diagnostic.file, diagnostic.line, diagnostic.rule, diagnostic.message)
"""

from __future__ import annotations

import dataclasses
import json
import os
import subprocess
from typing import Any, Dict, Iterable, List, Mapping, Optional, Sequence, Union

from ._binary import find_binary

__all__ = ["Diagnostic", "Edit", "Fix", "Frame", "JitlintError", "Label", "Position", "Range", "Report", "Summary", "check", "find_binary"]

StrPath = Union[str, "os.PathLike[str]"]


class JitlintError(RuntimeError):
    """The program could not do what it was asked for: bad settings, a bad option, a file that cannot be read."""


@dataclasses.dataclass(frozen=True)
class Position:
    """A 1-based line, a 1-based column in code points, a 0-based byte offset."""

    line: int
    column: int
    offset: int


@dataclasses.dataclass(frozen=True)
class Range:
    start: Position
    end: Position


@dataclasses.dataclass(frozen=True)
class Frame:
    """A step of the way on which the compiler reaches a function, root first."""

    file: str
    line: int
    symbol: str


@dataclasses.dataclass(frozen=True)
class Label:
    """A second place that a message speaks of."""

    file: str
    range: Range
    message: str


@dataclasses.dataclass(frozen=True)
class Edit:
    file: str
    range: Range
    replacement: str


@dataclasses.dataclass(frozen=True)
class Fix:
    applicability: str  # "safe" or "unsafe"
    title: str
    edits: Sequence[Edit]


@dataclasses.dataclass(frozen=True)
class Diagnostic:
    rule: str
    severity: str  # "error", "warning" or "note"
    message: str
    help: str
    file: str
    range: Range
    symbol: str
    torch: str
    reached_from: Sequence[Frame]
    labels: Sequence[Label]
    fix: Optional[Fix]
    url: str

    @property
    def line(self) -> int:
        return self.range.start.line

    @property
    def column(self) -> int:
        return self.range.start.column


@dataclasses.dataclass(frozen=True)
class Summary:
    files: int
    errors: int
    warnings: int
    notes: int
    fixable: int
    suppressed: int
    baselined: int = 0
    stale: int = 0
    roots: int = 0
    scriptable: int = 0


@dataclasses.dataclass(frozen=True)
class Report:
    version: str  # of jitlint
    target: str  # the torch releases that were meant
    target_source: str
    summary: Summary
    diagnostics: Sequence[Diagnostic]

    @property
    def ok(self) -> bool:
        """Whether no error was found."""
        return self.summary.errors == 0


def check(
    paths: Union[StrPath, Iterable[StrPath]] = (".",),
    *,
    torch_version: Optional[str] = None,
    select: Optional[Iterable[str]] = None,
    ignore: Optional[Iterable[str]] = None,
    config: Optional[StrPath] = None,
    isolated: bool = False,
    cwd: Optional[StrPath] = None,
) -> Report:
    """Checks files and folders, as `jitlint check` does. Raises JitlintError where the program ends with exit code 2."""
    command: List[str] = [find_binary(), "check", "--output-format", "json", "--files-from", "-"]
    if torch_version is not None:
        command += ["--torch-version", torch_version]
    for option, rules in (("--select", select), ("--ignore", ignore)):
        if rules is not None:
            command += [option, ",".join(rules)]
    if config is not None:
        command += ["--config", os.fspath(config)]
    if isolated:
        command.append("--isolated")
    listed = [paths] if isinstance(paths, (str, os.PathLike)) else list(paths)
    names = b"".join(os.fsencode(path) + b"\0" for path in listed)
    done = subprocess.run(command, input=names, capture_output=True, cwd=cwd)
    if done.returncode not in (0, 1):
        raise JitlintError(done.stderr.decode("utf-8", "replace").strip() or f"jitlint ended with exit code {done.returncode}")
    return _report(json.loads(done.stdout))


def _position(data: Mapping[str, Any]) -> Position:
    return Position(data["line"], data["column"], data["offset"])


def _range(data: Mapping[str, Any]) -> Range:
    return Range(_position(data["start"]), _position(data["end"]))


def _fix(data: Optional[Mapping[str, Any]]) -> Optional[Fix]:
    if data is None:
        return None
    edits = tuple(Edit(edit["file"], _range(edit["range"]), edit["replacement"]) for edit in data["edits"])
    return Fix(data["applicability"], data["title"], edits)


def _diagnostic(data: Mapping[str, Any]) -> Diagnostic:
    return Diagnostic(
        rule=data["rule"],
        severity=data["severity"],
        message=data["message"],
        help=data["help"],
        file=data["file"],
        range=_range(data["range"]),
        symbol=data["symbol"],
        torch=data["torch"],
        reached_from=tuple(Frame(frame["file"], frame["line"], frame["symbol"]) for frame in data["reached_from"]),
        labels=tuple(Label(label["file"], _range(label["range"]), label["message"]) for label in data["labels"]),
        fix=_fix(data["fix"]),
        url=data["url"],
    )


def _report(data: Mapping[str, Any]) -> Report:
    known = {field.name for field in dataclasses.fields(Summary)}
    summary: Dict[str, int] = {key: value for key, value in data["summary"].items() if key in known}
    return Report(
        version=data["tool"]["version"],
        target=data["torch"]["target"],
        target_source=data["torch"]["source"],
        summary=Summary(**summary),
        diagnostics=tuple(_diagnostic(one) for one in data["diagnostics"]),
    )
