"""What is judged: the examples of rule pages and the rules' fixtures."""

from __future__ import annotations

import hashlib
import os
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from judge.versions import Specifier

REPOSITORY = Path(os.environ.get("JITLINT_SOURCE_DIR", Path(__file__).resolve().parents[3]))
sys.path.insert(0, str(REPOSITORY / "tools"))

from rule_pages import Page, read_pages  # noqa: E402

Kind = Literal["bad", "good", "fixture", "fixed"]


def content_hash(code: str) -> str:
    return hashlib.sha256(code.encode()).hexdigest()


@dataclass(frozen=True)
class Subject:
    """A whole Python file with the claims that are made about it."""

    page: str
    """Path in the repository of the page or fixture that it comes from."""
    line: int
    """Of its first line there."""
    kind: Kind
    code: str
    rule: str
    severity: str
    fix: str
    torch: Specifier
    """The versions that reject or change it (bad), or that accept it (good)."""
    flags: frozenset[str]
    fixed_from: Subject | None = None
    narrowed: bool = False
    """The example itself says for which versions it is; others may reject it for another reason."""

    @property
    def sha256(self) -> str:
        return content_hash(self.code)

    @property
    def name(self) -> str:
        return f"{self.page}:{self.line} ({self.kind})"


def _examples(page: Page) -> list[Subject]:
    # A good example is for every version, unless it says otherwise; with a bad one that cannot be saved beside it,
    # it shows what can.
    shows_saving = any(example.kind == "bad" and "save" in example.flags for example in page.examples)
    subjects = []
    for example in page.examples:
        default = page.torch if example.kind == "bad" else ">=1.0"
        flags = set(example.flags)
        if example.kind == "good" and shows_saving:
            flags.add("save")
        subjects.append(
            Subject(
                page=str(page.path.relative_to(REPOSITORY)),
                line=example.line,
                kind="bad" if example.kind == "bad" else "good",
                code=example.code,
                rule=page.name,
                severity=page.severity,
                fix=page.fix,
                torch=Specifier(example.torch or default),
                flags=frozenset(flags),
                narrowed=bool(example.torch),
            )
        )
    return subjects


def pages() -> list[Page]:
    """Every rule page that can be read; those that cannot fail the catalogue's own test."""
    return list(read_pages(REPOSITORY / "rules")[0])


def page_examples() -> list[Subject]:
    return [subject for page in pages() for subject in _examples(page)]


def fixtures() -> list[Subject]:
    found = []
    for path in sorted((REPOSITORY / "tests/rules").rglob("*.py")):
        if path.name.startswith(("test_", "conftest")):
            continue
        code = path.read_bytes().decode("utf-8", errors="surrogateescape")
        if any("\udc80" <= character <= "\udcff" for character in code):
            continue  # not UTF-8, on purpose: its text has no content hash
        name = str(path.relative_to(REPOSITORY))
        found.append(Subject(name, 1, "fixture", code, path.stem, "error", "none", Specifier(">=1.0"), frozenset()))
    return found


def all_subjects() -> list[Subject]:
    return page_examples() + fixtures()
