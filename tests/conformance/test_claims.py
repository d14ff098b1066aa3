"""The compilers agree with the pages: bad examples are rejected where it is claimed and only there, good ones compile."""

from __future__ import annotations

from judge.audit import compiler_problems, unproved_pages
from judge.records import Record
from judge.subjects import Subject, pages


def test_examples(subjects: list[Subject], version: str, records: dict[str, Record], measured: list[str]) -> None:
    problems = compiler_problems(subjects, version, records, measured)
    assert not problems, "\n".join(map(str, problems))


def test_fixed_examples_compile(
    fixed: list[Subject], version: str, records: dict[str, Record], measured: list[str]
) -> None:
    problems = compiler_problems(fixed, version, records, measured)
    assert not problems, "\n".join(map(str, problems))


def test_versions_that_cannot_be_run_have_evidence(measured: list[str]) -> None:
    unproved = unproved_pages(pages(), measured)
    assert not unproved, "\n".join(unproved)
