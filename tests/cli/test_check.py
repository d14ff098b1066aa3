"""The built program, as a user runs it."""
import json
import os
import pathlib
import signal
import subprocess
import sys
import textwrap

import pytest

ROOT = pathlib.Path(os.environ.get("JITLINT_SOURCE_DIR", pathlib.Path(__file__).resolve().parents[2]))
BINARY = os.environ.get("JITLINT") or str(ROOT / "build/dev/jitlint")
BAD = "import torch\n\n\n@torch.jit.script\ndef f(x):\n    return x.nosuchmethod()\n"
GOOD = "import torch\n\n\n@torch.jit.script\ndef f(x):\n    return x.relu()\n"
TRY = "import torch\n\n\n@torch.jit.script\ndef f(x):\n    try:\n        return x\n    except ValueError:\n        return x\n"


def run(*arguments, input=None, cwd=None, env=None):
    return subprocess.run([BINARY, *map(str, arguments)], capture_output=True, input=input, cwd=cwd, env=env, timeout=120)


def diagnostics(*arguments, **options):
    return json.loads(run("check", "--isolated", "--output-format", "json", *arguments, **options).stdout)["diagnostics"]


def test_exit_codes(tmp_path):
    (tmp_path / "good.py").write_text(GOOD)
    (tmp_path / "bad.py").write_text(TRY)
    assert run("check", tmp_path / "good.py").returncode == 0
    assert run("check", tmp_path / "bad.py").returncode == 1
    assert run("check", "--exit-zero", tmp_path / "bad.py").returncode == 0
    assert run("check", tmp_path / "missing.py").returncode == 2
    assert run("check", "--torch-version", "banana", tmp_path).returncode == 2
    assert run("check", "--no-such-option").returncode == 2
    assert run().returncode == 2
    assert run("--version").returncode == 0


def test_unknown_rule_suggests_a_name(tmp_path):
    result = run("check", "--select", "try-statment", tmp_path)
    assert result.returncode == 2 and b"`try-statement`" in result.stderr
    result = run("explain", "try-statment")
    assert result.returncode == 2 and b"`try-statement`" in result.stderr


def test_select_and_ignore(tmp_path):
    (tmp_path / "bad.py").write_text(TRY)
    assert {d["rule"] for d in diagnostics(tmp_path)} == {"try-statement"}
    assert diagnostics("--ignore", "try-statement", tmp_path) == []
    assert diagnostics("--select", "syntax-error", tmp_path) == []


def test_json_follows_its_schema():
    jsonschema = pytest.importorskip("jsonschema")
    schema = json.loads((ROOT / "docs/report.schema.json").read_text())
    result = run("check", "--isolated", "--output-format", "json", "examples", cwd=ROOT)
    report = json.loads(result.stdout)
    jsonschema.Draft202012Validator.check_schema(schema)
    jsonschema.validate(report, schema)
    assert report["diagnostics"] and all(not d["file"].startswith("/") for d in report["diagnostics"])


def test_same_output_for_any_threads_and_order():
    names = sorted(str(p.relative_to(ROOT)) for p in (ROOT / "examples").rglob("*.py"))
    reference = run("check", "--isolated", "-j", "1", *names, cwd=ROOT).stdout
    assert reference
    assert run("check", "--isolated", "-j", "4", *reversed(names), cwd=ROOT).stdout == reference


def test_standard_input():
    found = diagnostics("--stdin-filename", "shown.py", "-", input=TRY.encode())
    assert [(d["file"], d["rule"], d["range"]["start"]["line"]) for d in found] == [("shown.py", "try-statement", 6)]


def test_positions_count_code_points_and_bytes(tmp_path):
    source = 'import torch\n\n\n@torch.jit.script\ndef f(x):\n    "äöü"; y = "é"; [a, b] = (x, x)\n    return a\n'
    (tmp_path / "f.py").write_bytes(b"\xef\xbb\xbf" + source.encode())
    (found,) = [d for d in diagnostics(tmp_path) if d["rule"] == "list-target-assignment"]
    line = source.splitlines()[5]
    assert found["range"]["start"]["line"] == 6
    assert found["range"]["start"]["column"] == line.index("[a") + 1
    assert found["range"]["start"]["offset"] == 3 + source.encode().index(b"[a, b]")


def test_colour(tmp_path):
    (tmp_path / "bad.py").write_text(TRY)
    environment = dict(os.environ, NO_COLOR="1")
    assert b"\x1b[" in run("check", "--color", "always", tmp_path).stdout
    assert b"\x1b[" not in run("check", tmp_path, env=environment).stdout


def test_git_ignored_files_are_left_out(tmp_path):
    (tmp_path / ".git").mkdir()
    (tmp_path / ".gitignore").write_text("generated/\n")
    (tmp_path / "generated").mkdir()
    (tmp_path / "generated/bad.py").write_text(TRY)
    assert diagnostics(tmp_path) == []
    assert len(diagnostics(tmp_path / "generated/bad.py")) == 1


def test_fix_writes_and_settles(tmp_path):
    path = tmp_path / "f.py"
    path.write_bytes(b"import torch\r\n\r\n\r\n@torch.jit.script\r\ndef f(x):\r\n    [a, b] = (x, x)\r\n    return a\r\n")
    path.chmod(0o640)
    diff = run("check", "--isolated", "--diff", path)
    assert diff.returncode == 1 and b"-    [a, b]" in diff.stdout and b"[a, b]" in path.read_bytes()
    run("check", "--isolated", "--fix", path)
    fixed = path.read_bytes()
    assert b"[a, b]" not in fixed and fixed.count(b"\r\n") == 7 and path.stat().st_mode & 0o777 == 0o640
    run("check", "--isolated", "--fix", path)
    assert path.read_bytes() == fixed


def test_old_releases_only_matter_where_they_are_targeted(tmp_path):
    source = "import torch\n\n\n@torch.jit.script\ndef f(x):\n    for i in range(3):\n        if i == 1:\n            continue\n        x = x + i\n    return x\n"
    (tmp_path / "f.py").write_text(source)
    (found,) = diagnostics(tmp_path)
    assert (found["rule"], found["severity"], found["torch"]) == ("continue-statement", "warning", "<1.2")
    assert diagnostics("--torch-version", ">=1.13", tmp_path) == []
    assert [d["severity"] for d in diagnostics("--torch-version", ">=1.1", tmp_path)] == ["error"]


def test_plain_python_gets_no_diagnostic():
    assert [d for d in diagnostics("examples", cwd=ROOT) if d["file"].endswith("train.py")] == []


def test_closed_pipe(tmp_path):
    shell = subprocess.run(f"{BINARY} rules | head -1", shell=True, capture_output=True, timeout=30)
    assert shell.returncode == 0 and shell.stderr == b""
