"""Which line of the case file a message of the TorchScript compiler blames.

The compiler quotes a few rows of source after `File "...", line N`, where N is the line of the first or of the
marked row, depending on the version, and puts `~~~ <--- HERE` below the culprit.
"""

import os
import re
from typing import List, Optional

_PLACE = re.compile(r'File "([^"]+)", line (\d+)')
_HERE = "<--- HERE"
_UNDERLINE = re.compile(r"^\s*[.~]*[~][.~ ]*$")


def _quoted_rows(lines: List[str], start: int) -> List[str]:
    """The rows of source quoted from lines[start] up to the marker; empty where there is no marker."""
    rows: List[str] = []
    for line in lines[start : start + 40]:
        if _HERE in line:
            return rows
        if _PLACE.search(line):
            return []
        if not _UNDERLINE.match(line):
            rows.append(line.strip())
    return []


def _find(rows: List[str], source: List[str], named: int) -> Optional[int]:
    """The line number of the last of `rows`, at the place in `source` nearest to line `named`."""
    best: Optional[int] = None
    for end in range(len(source)):
        begin = end - len(rows) + 1
        if begin < 0 or [text.strip() for text in source[begin : end + 1]] != rows:
            continue
        if best is None or abs(end + 1 - named) < abs(best - named):
            best = end + 1
    return best


def blamed_line(message: str, path: str) -> Optional[int]:
    """The 1-based line of the file at `path` that `message` points at, or None where it names none of it."""
    lines = message.split("\n")
    for i, text in enumerate(lines):
        place = _PLACE.search(text)
        if place is None:
            continue
        if os.path.realpath(place.group(1)) != os.path.realpath(path):
            continue
        named = int(place.group(2))
        with open(path, encoding="utf-8", errors="replace") as f:
            source = f.read().split("\n")
        rows = _quoted_rows(lines, i + 1)
        while rows:
            found = _find(rows, source, named)
            if found is not None:
                return found
            rows = rows[1:]
        return named
    return None
