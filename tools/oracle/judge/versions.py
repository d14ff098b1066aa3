"""Torch versions and the specifiers of rule pages: `<1.2`, `>=1.7,<1.9 || >=2.0`."""

from __future__ import annotations

import operator
import re
from collections.abc import Callable
from dataclasses import dataclass

Version = tuple[int, int, int]

_CLAUSE = re.compile(r"(<=|>=|==|!=|<|>)(\d+)\.(\d+)(?:\.(\d+))?")
_COMPARE: dict[str, Callable[[Version, Version], bool]] = {
    "<": operator.lt,
    "<=": operator.le,
    ">": operator.gt,
    ">=": operator.ge,
    "==": operator.eq,
    "!=": operator.ne,
}

# The minor releases that a specifier may speak of.
RELEASES = [f"1.{minor}" for minor in range(14)] + [f"2.{minor}" for minor in range(15)]


def parse_version(text: str) -> Version:
    numbers = [int(part) for part in text.split(".")]
    major, minor, patch = (numbers + [0, 0])[:3]
    return major, minor, patch


@dataclass(frozen=True)
class Specifier:
    """A set of versions, as the text of a page gives it."""

    text: str

    def __contains__(self, version: str) -> bool:
        return any(self._holds(alternative, version) for alternative in self.text.split("||"))

    @staticmethod
    def _holds(alternative: str, version: str) -> bool:
        number = parse_version(version)
        for clause in alternative.split(","):
            found = _CLAUSE.fullmatch(clause.strip())
            if found is None:
                raise ValueError(f"`{clause.strip()}` is no set of versions")
            relation, *parts = found.groups(default="0")
            if not _COMPARE[relation](number, (int(parts[0]), int(parts[1]), int(parts[2]))):
                return False
        return True

    def releases(self) -> list[str]:
        """The minor releases in the set, oldest first."""
        return [version for version in RELEASES if version in self]
