"""Every rule page's examples, linted: a bad one shows the rule, a good one shows no error."""
import json
import os
import pathlib
import re
import subprocess

import pytest

ROOT = pathlib.Path(os.environ.get("JITLINT_SOURCE_DIR", pathlib.Path(__file__).resolve().parents[2]))
BINARY = os.environ.get("JITLINT") or str(ROOT / "build/dev/jitlint")
EXAMPLE = re.compile(r"^```python (bad|good)([^\n]*)\n(.*?)^```", re.S | re.M)


def examples():
    for page in sorted((ROOT / "rules").glob("*/*.md")):
        for index, match in enumerate(EXAMPLE.finditer(page.read_text(encoding="utf8"))):
            kind, attributes, source = match.groups()
            yield pytest.param(page.stem, kind, attributes, source, id=f"{page.stem}-{index}-{kind}")


def lint(source, *options):
    run = subprocess.run([BINARY, "check", "--isolated", "--output-format", "json", *options, "-"], input=source.encode(), capture_output=True, timeout=60)
    assert run.returncode in (0, 1), run.stderr
    return json.loads(run.stdout)["diagnostics"]


@pytest.mark.parametrize("rule, kind, attributes, source", examples())
def test_example(rule, kind, attributes, source):
    target = re.search(r'torch="([^"]+)"', attributes)
    found = lint(source, *(["--torch-version", target.group(1)] if target else []))
    if kind == "bad":
        assert rule in {d["rule"] for d in found}, found
    else:
        assert [d for d in found if d["severity"] == "error"] == []
        assert rule not in {d["rule"] for d in found}


def parses(source):
    """False also for the syntax of a later Python than this one."""
    try:
        compile(source, "example.py", "exec")
    except (SyntaxError, ValueError):
        return False
    return True


@pytest.mark.parametrize("rule, kind, attributes, source", examples())
def test_fixes_settle(rule, kind, attributes, source):
    """What --fix makes has nothing left to fix, and keeps the intact parts parseable."""
    options = [BINARY, "check", "--isolated", "--fix", "--unsafe-fixes", "-"]
    once = subprocess.run(options, input=source.encode(), capture_output=True, timeout=60).stdout
    twice = subprocess.run(options, input=once, capture_output=True, timeout=60).stdout
    assert once == twice
    # What is refused for its bytes has no fix, and Python does not read it as bytes either.
    if rule != "undecodable-source" and parses(source):
        assert parses(once)
