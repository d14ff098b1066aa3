"""Holds pages, recorded or fresh verdicts and jitlint against each other; every disagreement is a Problem."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from judge.claims import disagreement, unmeasured_release, versions_that_judge
from judge.expectations import expectations, written_for_versions
from judge.linter import Diagnostic, Linter
from judge.records import Record
from judge.subjects import Page, Subject
from judge.versions import Specifier

Records = Mapping[str, Record]
"""By content hash."""


@dataclass(frozen=True)
class Problem:
    subject: Subject
    version: str
    text: str

    def __str__(self) -> str:
        return f"{self.subject.name} with torch {self.version}: {self.text}"


def compiler_problems(
    subjects: Sequence[Subject], version: str, records: Records, measured: Sequence[str]
) -> list[Problem]:
    """Where that version's verdicts contradict what the pages claim."""
    problems = []
    for subject in subjects:
        record = records.get(subject.sha256)
        if record is None or version not in versions_that_judge(subject, measured):
            continue
        told = disagreement(subject, version, record)
        if told is not None:
            problems.append(Problem(subject, version, told))
    return problems


def linter_problems(linter: Linter, subjects: Sequence[Subject], version: str, records: Records) -> list[Problem]:
    """Where jitlint, told that the target is `version`, contradicts the pages or that version's verdicts."""
    found = linter.lint([subject.code for subject in subjects], f"=={version}")
    problems = []
    for subject in subjects:
        diagnostics = found[subject.sha256]
        record = records.get(subject.sha256)
        for told in _page_contradictions(subject, version, diagnostics):
            problems.append(Problem(subject, version, told))
        if record is not None and _is_missed(subject, version, record, diagnostics):
            problems.append(Problem(subject, version, f"is rejected for another reason, and jitlint is silent: {record.message}"))
        if record is not None and record.accepted and (false := _errors(diagnostics)):
            problems.append(Problem(subject, version, f"jitlint reports what the compiler accepts: {false}"))
    return problems


def unmeasured_problems(linter: Linter, subjects: Sequence[Subject], measured: Sequence[str]) -> list[Problem]:
    """Bad examples of versions that no compiler at hand has: jitlint has to report them there all the same."""
    problems = []
    by_version: dict[str, list[Subject]] = {}
    for subject in subjects:
        if (version := unmeasured_release(subject, measured)) is not None:
            by_version.setdefault(version, []).append(subject)
    for version, group in by_version.items():
        problems += linter_problems(linter, group, version, {})
    return problems


def unproved_pages(pages: Sequence[Page], measured: Sequence[str]) -> list[str]:
    """Pages about versions that cannot be run, and that cite nothing."""
    unproved = []
    for page in pages:
        claims = [Specifier(page.torch), *(Specifier(e.torch) for e in page.examples if e.torch and e.kind == "bad")]
        cited = "## Versions" in page.text or "## References" in page.text
        if not cited and any(not any(version in claim for version in measured) for claim in claims):
            unproved.append(f"{page.family}/{page.name}: says nothing about the evidence for `{page.torch}`")
    return unproved


def fix_problems(linter: Linter, pages: Sequence[Page], fixed: Sequence[Subject]) -> list[str]:
    """Fixes that are promised and not made, leave what they are for, or change their own result."""
    made = {subject.rule for subject in fixed}
    problems = [
        f"{page.family}/{page.name}: promises a fix (`{page.fix}`), and no bad example is changed by one"
        for page in pages
        if page.fix != "none" and page.name not in made and any(example.kind == "bad" for example in page.examples)
    ]
    for target in sorted({subject.torch.text for subject in fixed}):
        group = [subject for subject in fixed if subject.torch.text == target]
        codes = [subject.code for subject in group]
        again, found = linter.fix(codes, target), linter.lint(codes, target)
        for subject in group:
            if again[subject.sha256] != subject.code:
                problems.append(f"{subject.name}: a second run changes the fixed text again")
            if subject.fix != "none" and any(d.rule == subject.rule for d in found[subject.sha256]):
                problems.append(f"{subject.name}: the rule is still reported after its fix")
    return problems


def fixture_problems(
    linter: Linter, fixtures: Sequence[Subject], rule_versions: Mapping[str, Specifier], version: str | None
) -> list[Problem]:
    """Lines of fixtures on which jitlint says something else than what stands there; without a version, the target is
    not known and severities count as well."""
    found = linter.lint([fixture.code for fixture in fixtures], f"=={version}" if version else None)
    problems = []
    for fixture in fixtures:
        written_for = written_for_versions(fixture.code)
        if written_for and (version is None or version not in written_for):
            continue
        expected = set()
        for expectation in expectations(fixture.code):
            versions = expectation.torch or rule_versions.get(expectation.rule)
            if version is None or versions is None or version in versions:
                # What only other versions reject is a warning while the target is not known.
                level = "warning" if version is None and expectation.torch else expectation.severity
                expected.add((expectation.line, expectation.rule, level if version is None else ""))
        actual = {(d.line, d.rule, d.severity if version is None else "") for d in found[fixture.sha256]}
        for line, rule, severity in sorted(expected - actual):
            problems.append(Problem(fixture, version or "unknown", f"line {line}: no {severity} [{rule}]"))
        for line, rule, severity in sorted(actual - expected):
            problems.append(Problem(fixture, version or "unknown", f"line {line}: unexpected {severity} [{rule}]"))
    return problems


def _is_missed(subject: Subject, version: str, record: Record, diagnostics: Sequence[Diagnostic]) -> bool:
    elsewhere = subject.kind == "bad" and "compiles" not in subject.flags and version not in subject.torch
    return elsewhere and subject.narrowed and record.verdict in ("reject", "crash") and not _errors(diagnostics)


def _page_contradictions(subject: Subject, version: str, diagnostics: Sequence[Diagnostic]) -> list[str]:
    reported = [diagnostic for diagnostic in diagnostics if diagnostic.rule == subject.rule]
    if subject.kind == "bad" and version in subject.torch and not reported:
        others = ", ".join(sorted({diagnostic.rule for diagnostic in diagnostics})) or "nothing"
        return [f"jitlint does not report [{subject.rule}], but {others}"]
    if subject.kind == "good" and version in subject.torch:
        told = [f"jitlint reports [{subject.rule}] on line {d.line}" for d in reported]
        return told + ([f"jitlint reports {errors}"] if (errors := _errors(diagnostics)) else [])
    return []


def _errors(diagnostics: Sequence[Diagnostic]) -> str:
    return ", ".join(f"line {d.line}: [{d.rule}] {d.message}" for d in diagnostics if d.severity == "error")
