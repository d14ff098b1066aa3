"""Runs the jitlint binary on texts."""

from __future__ import annotations

import json
import os
import subprocess
import tempfile
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from judge.subjects import REPOSITORY, content_hash

_CHOICES = ("release", "dev", "asan")


class LinterError(Exception):
    """jitlint is missing or does not do what it is asked."""


@dataclass(frozen=True)
class Diagnostic:
    rule: str
    severity: str
    line: int
    message: str


def find_linter() -> Path | None:
    """$JITLINT or $JITLINT_BINARY, else the newest of this tree's builds; None where there is none."""
    for name in ("JITLINT", "JITLINT_BINARY"):
        if os.environ.get(name):
            return Path(os.environ[name]).resolve()
    built = [REPOSITORY / "build" / preset / "jitlint" for preset in _CHOICES]
    built = [path for path in built if path.is_file()]
    return max(built, key=lambda path: path.stat().st_mtime, default=None)


@dataclass(frozen=True)
class Linter:
    binary: Path

    def lint(self, texts: Iterable[str], torch: str | None) -> dict[str, list[Diagnostic]]:
        """The diagnostics of each text by its content hash, for that target (None: not known)."""
        with tempfile.TemporaryDirectory(prefix="jitlint-") as folder:
            hashes = _write(Path(folder), texts)
            output = self._check(Path(folder), torch, "--output-format", "json")
        found: dict[str, list[Diagnostic]] = {sha256: [] for sha256 in hashes}
        for row in json.loads(output)["diagnostics"] if output else []:
            diagnostic = Diagnostic(row["rule"], row["severity"], row["range"]["start"]["line"], row["message"])
            found[Path(row["file"]).stem].append(diagnostic)
        return found

    def fix(self, texts: Iterable[str], torch: str) -> dict[str, str]:
        """Each text after `--fix --unsafe-fixes`, by the content hash before."""
        with tempfile.TemporaryDirectory(prefix="jitlint-") as folder:
            hashes = _write(Path(folder), texts)
            self._check(Path(folder), torch, "--fix", "--unsafe-fixes", "--output-format", "json")
            paths = {sha256: Path(folder) / f"{sha256}.py" for sha256 in hashes}
            return {sha256: path.read_bytes().decode() for sha256, path in paths.items()}

    def _check(self, folder: Path, torch: str | None, *options: str) -> str:
        files = sorted(path.name for path in folder.iterdir())
        if not files:
            return ""
        target = ["--torch-version", torch] if torch else []
        command = [str(self.binary), "check", "--isolated", *target, *options, *files]
        done = subprocess.run(command, cwd=folder, capture_output=True, text=True)
        if done.returncode not in (0, 1):
            shown = " ".join(command[: 4 + len(target) + len(options)])
            raise LinterError(f"`{shown} ...` ended with {done.returncode}: {done.stderr.strip()[-400:]}")
        return done.stdout


def _write(folder: Path, texts: Iterable[str]) -> list[str]:
    by_hash: Mapping[str, str] = {content_hash(text): text for text in texts}
    for sha256, text in by_hash.items():
        (folder / f"{sha256}.py").write_bytes(text.encode())
    return list(by_hash)
