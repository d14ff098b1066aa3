"""The recorded verdicts are of the pages and fixtures as they stand: `tools/oracle/record` brings them up to date."""

from __future__ import annotations

from judge.records import FOLDER, Record, read, write
from judge.subjects import Subject


def _listed(problems: list[str]) -> str:
    return "\n".join([*sorted(problems), "run tools/oracle/record"])


def test_releases_that_matter_are_recorded(measured: list[str]) -> None:
    assert {"1.13", "2.6", "2.14"} <= set(measured)


def test_nothing_is_missing(subjects: list[Subject], version: str, records: dict[str, Record]) -> None:
    missing = [f"{subject.name}: not recorded" for subject in subjects if subject.sha256 not in records]
    assert not missing, _listed(missing)


def test_nothing_is_stale(subjects: list[Subject], version: str, records: dict[str, Record]) -> None:
    current = {subject.sha256 for subject in subjects}
    stale = [f"{r.page} ({r.kind}): {h}" for h, r in records.items() if h not in current and r.kind != "fixed"]
    assert not stale, _listed(stale)


def test_fixed_examples_are_recorded(fixed: list[Subject], version: str, records: dict[str, Record]) -> None:
    missing = [f"{subject.name}: not recorded" for subject in fixed if subject.sha256 not in records]
    assert not missing, _listed(missing)


def test_recorded_fixes_are_current(
    fixed: list[Subject], subjects: list[Subject], version: str, records: dict[str, Record]
) -> None:
    current = {subject.sha256 for subject in [*subjects, *fixed]}
    stale = [f"{r.page} ({r.kind}): {h}" for h, r in records.items() if h not in current]
    assert not stale, _listed(stale)


def test_the_files_are_as_the_recorder_writes_them(version: str, tmp_path, monkeypatch) -> None:
    committed = (FOLDER / f"{version}.jsonl").read_text(encoding="utf-8")
    records = read(version).values()
    monkeypatch.setattr("judge.records.FOLDER", tmp_path)
    write(version, records)
    assert (tmp_path / f"{version}.jsonl").read_text(encoding="utf-8") == committed
