"""jitlint agrees with the pages and with the compilers."""

from __future__ import annotations

import pytest

from judge.audit import fix_problems, fixture_problems, linter_problems, unmeasured_problems
from judge.linter import Linter
from judge.records import Record
from judge.subjects import Subject, fixtures, pages
from judge.versions import Specifier


def test_examples(
    linter: Linter, subjects: list[Subject], fixed: list[Subject], version: str, records: dict[str, Record]
) -> None:
    problems = linter_problems(linter, [*subjects, *fixed], version, records)
    assert not problems, "\n".join(map(str, problems))


def test_examples_of_versions_that_cannot_be_run(
    linter: Linter, subjects: list[Subject], measured: list[str]
) -> None:
    problems = unmeasured_problems(linter, subjects, measured)
    assert not problems, "\n".join(map(str, problems))


def test_fixes(linter: Linter, fixed: list[Subject]) -> None:
    problems = fix_problems(linter, pages(), fixed)
    assert not problems, "\n".join(problems)


@pytest.mark.parametrize("target", [None, "1.0", "1.13", "2.14"])
def test_fixtures(linter: Linter, target: str | None) -> None:
    rule_versions = {page.name: Specifier(page.torch) for page in pages()}
    problems = fixture_problems(linter, fixtures(), rule_versions, target)
    assert not problems, "\n".join(map(str, problems))
