"""The expectations of annotated Python: `x.bool()  # error[<1.2]: [tensor-bool-method]`."""

from __future__ import annotations

import io
import re
import tokenize
from collections.abc import Iterator
from dataclasses import dataclass

from judge.versions import Specifier

_EXPECTATION = re.compile(r"\b(error|warning|note)(?:\[([^\]]+)\])?:\s*((?:\[[a-z0-9-]+\][,\s]*)+)")
_RULE = re.compile(r"\[([a-z0-9-]+)\]")


@dataclass(frozen=True)
class Expectation:
    """A diagnostic that stands on `line`, for the versions in `torch` (None: those of the rule's page)."""

    line: int
    severity: str
    rule: str
    torch: Specifier | None


def _comments(code: str) -> Iterator[tuple[int, str]]:
    """Comments with their lines; a file that does not tokenize is read line by line."""
    try:
        tokens = list(tokenize.generate_tokens(io.StringIO(code).readline))
    except (tokenize.TokenError, SyntaxError, IndentationError):
        for number, line in enumerate(code.split("\n"), start=1):
            if "#" in line:
                yield number, line[line.index("#") :]
        return
    for token in tokens:
        if token.type == tokenize.COMMENT:
            yield token.start[0], token.string


def expectations(code: str) -> list[Expectation]:
    found = []
    for line, comment in _comments(code):
        for severity, torch, rules in _EXPECTATION.findall(comment):
            for rule in _RULE.findall(rules):
                found.append(Expectation(line, severity, rule, Specifier(torch) if torch else None))
    return found


def written_for_versions(code: str) -> Specifier | None:
    """The versions that a fixture is written for, where its first line says so: `# torch: >=1.13`."""
    found = re.match(r"# torch: (.+)\n", code)
    return Specifier(found.group(1)) if found else None
