"""Known findings, and the share of scriptable roots."""
import json

from program import GOOD, TRY, found, report, run, write

WITH = "import torch\n\n\n@torch.jit.script\ndef g(x):\n    y = lambda: x\n    return x\n"


def baseline(folder, name="baseline.json"):
    return json.loads((folder / name).read_text())


def test_known_findings_are_hidden_and_counted(tmp_path):
    write(tmp_path, a_py=TRY, sub__b_py=WITH)
    result = run("check", "--write-baseline", "baseline.json", cwd=tmp_path)
    assert result.returncode == 0 and b"2 written to baseline.json" in result.stderr
    shown = report("--baseline", "baseline.json", cwd=tmp_path)
    assert shown["diagnostics"] == [] and shown["summary"]["baselined"] == 2
    result = run("check", "--baseline", "baseline.json", cwd=tmp_path)
    assert result.returncode == 0 and b"2 in the baseline" in result.stdout
    # Something new is told, from anywhere.
    write(tmp_path, c_py=TRY)
    assert found("--baseline", "../baseline.json", "..", cwd=tmp_path / "sub") == [("../c.py", 6, "try-statement")]


def test_moved_code_stays_known(tmp_path):
    write(tmp_path, a_py=TRY)
    run("check", "--write-baseline", "b.json", cwd=tmp_path)
    moved = "import torch\nimport os\n\n\n" + GOOD.replace("def f", "def new").removeprefix("import torch\n") + "\n" + TRY.removeprefix("import torch\n")
    write(tmp_path, a_py=moved)
    assert found("--baseline", "b.json", cwd=tmp_path) == []
    # Indented more, in the same function.
    nested = TRY.replace("    try:\n        return x\n    except ValueError:\n", "    if True:\n        try:\n            return x\n        except ValueError:\n            pass\n    if True:\n")
    write(tmp_path, a_py=nested)
    assert found("--baseline", "b.json", cwd=tmp_path) == []
    # The same in another function is new; so is a second one in the same.
    write(tmp_path, a_py=TRY.replace("def f", "def other"))
    assert len(found("--baseline", "b.json", cwd=tmp_path)) == 1
    twice = TRY.replace("        return x\n    except", "        y = x\n    except", 1).replace("        return x\n", "        y = x\n    try:\n        return x\n    except ValueError:\n        return x\n")
    write(tmp_path, a_py=twice)
    assert len(found("--baseline", "b.json", cwd=tmp_path)) == 1


def test_stale_findings(tmp_path):
    write(tmp_path, a_py=TRY, b_py=WITH)
    run("check", "--write-baseline", "b.json", cwd=tmp_path)
    write(tmp_path, a_py=GOOD)
    result = run("check", "--baseline", "b.json", cwd=tmp_path)
    assert result.returncode == 0 and b"1 of the baseline no longer there" in result.stdout
    result = run("check", "--baseline", "b.json", "--fail-on-stale", cwd=tmp_path)
    assert result.returncode == 1 and b"b.json: no longer there: try-statement in a.py: try:" in result.stderr
    # What was not looked at is not stale.
    assert run("check", "--baseline", "b.json", "--fail-on-stale", "b.py", cwd=tmp_path).returncode == 0
    assert run("check", "--baseline", "b.json", "--fail-on-stale", "--ignore", "try-statement", cwd=tmp_path).returncode == 0
    (tmp_path / "b.py").unlink()
    assert b"lambda in b.py" in run("check", "--baseline", "b.json", "--fail-on-stale", "a.py", cwd=tmp_path).stderr, "the file is gone"


def test_the_file_is_sorted_with_a_line_for_each_entry(tmp_path):
    write(tmp_path, a_py=TRY, b_py=WITH + WITH.replace("def g", "def h").removeprefix("import torch\n"))
    run("check", "--write-baseline", "deep/er/b.json", cwd=tmp_path)
    text = (tmp_path / "deep/er/b.json").read_text()
    lines = [line for line in text.splitlines() if '"rule"' in line]
    assert len(lines) == 3 and lines == sorted(lines)
    assert [json.loads(line.rstrip(","))["file"] for line in lines] == ["../../a.py", "../../b.py", "../../b.py"]
    # Written again: the same bytes. Of a part: the rest stays.
    run("check", "--write-baseline", "deep/er/b.json", "--baseline", "deep/er/b.json", cwd=tmp_path)
    assert (tmp_path / "deep/er/b.json").read_text() == text
    run("check", "--write-baseline", "deep/er/b.json", "b.py", cwd=tmp_path)
    assert (tmp_path / "deep/er/b.json").read_text() == text
    (tmp_path / "a.py").unlink()
    run("check", "--write-baseline", "deep/er/b.json", cwd=tmp_path)
    assert (tmp_path / "deep/er/b.json").read_text().count('"rule"') == 2
    assert not [p for p in (tmp_path / "deep/er").iterdir() if p.name != "b.json"]


def test_baseline_in_the_settings(tmp_path):
    write(tmp_path, jitlint_toml="baseline = 'known.json'\n", a_py=TRY)
    result = run("check", cwd=tmp_path)
    assert result.returncode == 2 and b"known.json: there is no such baseline" in result.stderr
    assert run("check", "--write-baseline", "known.json", cwd=tmp_path).returncode == 0
    assert found(tmp_path, cwd="/") == []
    (tmp_path / "known.json").write_text("[]")
    result = run("check", cwd=tmp_path)
    assert result.returncode == 2 and b"is no baseline" in result.stderr


def module(name, body):
    return f"class {name}(torch.nn.Module):\n    def forward(self, x):\n        {body}\n\n\n"


def test_share_of_scriptable_roots(tmp_path):
    good, bad = "return x.relu()", "return (lambda: x)()"
    write(tmp_path, a_py="import torch\n\n\n" + module("A", good) + module("B", good) + module("C", bad))
    assert b"2 of 3 modules scriptable" in run("check", cwd=tmp_path).stdout
    shown = report(cwd=tmp_path)["summary"]
    assert (shown["roots"], shown["scriptable"]) == (3, 2)
    options = ("check", "--fail-on", "never")
    assert run(*options, "--min-scriptable", "0.6", cwd=tmp_path).returncode == 0
    result = run(*options, "--min-scriptable", "0.8", cwd=tmp_path)
    assert result.returncode == 1 and b"2 of 3 roots are scriptable: less than 0.8" in result.stderr
    assert run(*options, "--min-scriptable", "80", cwd=tmp_path).returncode == 2
    write(tmp_path, jitlint_toml="min-scriptable = 0.8\nfail-on = 'never'\n")
    assert run("check", cwd=tmp_path).returncode == 1
    assert run("check", "--min-scriptable", "0.5", cwd=tmp_path).returncode == 0
    write(tmp_path, jitlint_toml="fail-on = 'never'\n")
    # From the baseline: it must not drop.
    run("check", "--write-baseline", "b.json", cwd=tmp_path)
    assert run("check", "--baseline", "b.json", cwd=tmp_path).returncode == 0
    write(tmp_path, a_py="import torch\n\n\n" + module("A", good) + module("B", bad) + module("C", bad))
    result = run("check", "--baseline", "b.json", cwd=tmp_path)
    assert result.returncode == 1 and b"1 of 3 roots are scriptable, 2 of 3 were when b.json was written" in result.stderr


def test_functions_and_modules_are_counted_apart(tmp_path):
    write(tmp_path, a_py=TRY + "\n\n" + module("A", "return x"))
    assert b"1 of 1 module and 0 of 1 function scriptable" in run("check", cwd=tmp_path).stdout
