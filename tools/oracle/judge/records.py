"""Recorded verdicts: one file per version, one line per content, so that the rules' claims are checked anywhere."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from judge.running import Kind, Verdict
from judge.subjects import REPOSITORY, Subject
from judge.versions import parse_version

FOLDER = REPOSITORY / "tests/data/verdicts"
_MESSAGE_LIMIT = 160
_ADDRESS = re.compile(r"0x[0-9a-f]{6,}")


@dataclass(frozen=True)
class Record:
    """A compiler's verdict on one content."""

    sha256: str
    page: str
    kind: str
    verdict: Kind
    error: str | None = None
    lines: tuple[int | None, ...] = ()
    """What each rejection blames, in the order of the script calls."""
    message: str | None = None
    raised: str | None = None
    saved: bool | None = None

    @property
    def accepted(self) -> bool:
        """The compiler compiles it, and what it compiles can be saved."""
        return self.verdict == "ok" and self.saved is not False

    @property
    def unjudged(self) -> bool:
        """The compiler cannot say: a broken build, or nothing to compile."""
        return self.verdict == "invalid" and self.error in ("broken build", "unscripted")

    @property
    def rejected(self) -> bool:
        """The compiler refuses or dies of it, or this torch's Python cannot even define it."""
        if self.verdict in ("reject", "crash"):
            return True
        if self.verdict != "invalid":
            return False
        missing = self.error in ("AttributeError", "ImportError") and "torch" in (self.message or "")
        return missing or self.unreadable

    @property
    def unreadable(self) -> bool:
        """This torch's Python does not read the file: its syntax may be newer."""
        return self.verdict == "invalid" and self.error in ("SyntaxError", "IndentationError", "TabError")

    def same_verdict(self, other: Record) -> bool:
        return (self.verdict, self.lines, self.saved, bool(self.raised)) == (
            other.verdict,
            other.lines,
            other.saved,
            bool(other.raised),
        )


def make_record(subject: Subject, verdict: Verdict) -> Record:
    return Record(
        sha256=subject.sha256,
        page=subject.page,
        kind=subject.kind,
        verdict=verdict.verdict,
        error=verdict.error,
        lines=tuple(reject["line"] for reject in verdict.rejects),
        message=_stable(verdict.summary, verdict.case) if verdict.message else None,
        raised=_stable(verdict.raised.splitlines()[0], verdict.case) if verdict.raised else None,
        saved=verdict.saved,
    )


def _stable(text: str, case: str) -> str:
    """`text` without what differs between two runs."""
    folder = str(Path(case).parent)
    return _ADDRESS.sub("0x", text.replace(folder, ""))[:_MESSAGE_LIMIT]


def _from_json(row: dict[str, Any]) -> Record:
    return Record(**{**row, "lines": tuple(row.get("lines", ()))})


def _to_json(record: Record) -> str:
    row = {key: value for key, value in asdict(record).items() if value is not None and value != ()}
    return json.dumps(row, ensure_ascii=False)


def recorded_versions() -> list[str]:
    """The versions with recorded verdicts, oldest first."""
    versions = [path.stem for path in FOLDER.glob("*.jsonl")]
    return sorted(versions, key=parse_version)


def read(version: str) -> dict[str, Record]:
    """The recorded verdicts of that version by content hash."""
    path = FOLDER / f"{version}.jsonl"
    if not path.is_file():
        return {}
    with path.open(encoding="utf-8") as lines:
        records = [_from_json(json.loads(line)) for line in lines]
    return {record.sha256: record for record in records}


def write(version: str, records: Iterable[Record]) -> None:
    """Replaces that version's records; sorted, so that a changed example changes its own line only."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    ordered = sorted(records, key=lambda record: (record.page, record.kind, record.sha256))
    text = "".join(f"{_to_json(record)}\n" for record in ordered)
    (FOLDER / f"{version}.jsonl").write_text(text, encoding="utf-8")
