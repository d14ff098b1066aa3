"""Annotated Python: `# error: [rule]` or `# warning: [rule]` on the line of a hit; every other line asserts silence."""
import json
import os
import pathlib
import re
import subprocess

import pytest

ROOT = pathlib.Path(os.environ.get("JITLINT_SOURCE_DIR", pathlib.Path(__file__).resolve().parents[2]))
BINARY = os.environ.get("JITLINT") or str(ROOT / "build/dev/jitlint")
EXPECTATION = re.compile(r"# (error|warning|note): \[([a-z0-9-]+)\]")
FIXTURES = sorted(p for p in (ROOT / "tests/rules").glob("*/*.py") if not p.name.startswith("test_"))


@pytest.mark.parametrize("path", FIXTURES, ids=lambda p: f"{p.parent.name}/{p.stem}")
def test_fixture(path):
    run = subprocess.run([BINARY, "check", "--isolated", "--output-format", "json", str(path)], capture_output=True, timeout=60)
    found = {(d["range"]["start"]["line"], d["severity"], d["rule"]) for d in json.loads(run.stdout)["diagnostics"]}
    expected = {(number, *match.groups()) for number, line in enumerate(path.read_text(encoding="utf8").splitlines(), 1)
                for match in EXPECTATION.finditer(line)}
    assert expected, "a fixture that expects nothing proves nothing"
    assert found == expected
