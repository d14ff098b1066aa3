"""Options that users of other linters know, and what they do to the exit code."""
import json

import pytest

from program import CONTINUE, TRY, found, report, run, write

FIXABLE = "import torch\n\n\n@torch.jit.script\ndef f(x):\n    [a, b] = (x, x)\n    return a\n"
FIXED = FIXABLE.replace("[a, b]", "(a, b)")
BOTH = FIXABLE + TRY.removeprefix("import torch\n").replace("def f", "def g")


def files(*arguments, cwd):
    return {file for file, _, _ in found(*arguments, cwd=cwd)}


def test_exclude_goes_over_the_usual_folders(tmp_path):
    write(tmp_path, jitlint_toml="exclude = ['x.py']\nextend-exclude = ['y.py']\n", build__a_py=TRY, legacy__a_py=TRY, b_py=TRY, x_py=TRY, y_py=TRY)
    assert files(cwd=tmp_path) == {"build/a.py", "legacy/a.py", "b.py"}
    assert files("--exclude", "legacy,b.py", cwd=tmp_path) == {"build/a.py", "x.py"}
    assert files("--exclude", "legacy", "--exclude", "b.py", "--extend-exclude", "x.py", cwd=tmp_path) == {"build/a.py"}
    assert files("--isolated", "--exclude", "legacy", cwd=tmp_path) == {"build/a.py", "b.py", "x.py", "y.py"}
    assert files("--exclude", "/a.py", ".", cwd=tmp_path / "legacy") == set(), "relative to the working directory"


def test_patterns_as_paths(tmp_path):
    """As a shell completes them."""
    write(tmp_path, a_py=TRY, sub__a_py=TRY, sub__sub__a_py=TRY)
    for pattern in ("./sub/a.py", tmp_path / "sub/a.py", "/sub/a.py"):
        assert files("--extend-exclude", pattern, cwd=tmp_path) == {"a.py", "sub/sub/a.py"}
        assert files("--per-file-ignores", f"{pattern}:try-statement", cwd=tmp_path) == {"a.py", "sub/sub/a.py"}
    for pattern in ("./sub", "./sub/", tmp_path / "sub"):
        assert files("--extend-exclude", pattern, cwd=tmp_path) == {"a.py"}
    write(tmp_path, jitlint_toml="extend-exclude = ['./sub', '!./sub/a.py', './a.py']\n")
    assert files(cwd=tmp_path) == set()


@pytest.fixture
def project(tmp_path):
    write(tmp_path, build__project__jitlint_toml="extend-exclude = ['legacy']\n", build__project__legacy__a_py=TRY, build__project__b_py=TRY,
          build__project__build__c_py=TRY, build__alone__d_py=TRY)
    return tmp_path / "build/project"


def test_forced_excludes_hold_below_the_settings(project, tmp_path):
    """Not above: where a project lies is nothing that it says of itself."""
    named = ["legacy/a.py", "b.py", "build/c.py"]
    assert files(*named, cwd=project) == set(named)
    assert files("--force-exclude", *named, cwd=project) == {"b.py"}
    everywhere = [project / name for name in named]
    assert files("--force-exclude", *everywhere, cwd="/usr") == {str(project / "b.py")}
    (project / "sub").mkdir()
    assert files("--force-exclude", *everywhere, cwd=project / "sub") == {"../b.py"}
    assert files("--force-exclude", *everywhere, project / "../alone/d.py", cwd=tmp_path) == set(), "what a run over the working directory leaves out"
    assert files("--force-exclude", project / "../alone/d.py", cwd="/usr") == {str(tmp_path / "build/alone/d.py")}, "without settings no folder is known"


def test_extend_select_brings_back_what_settings_ignore(tmp_path):
    write(tmp_path, jitlint_toml="ignore = ['try-statement', 'lambda']\n", a_py=BOTH)
    assert len(found(cwd=tmp_path)) == 1 and len(found("--extend-select", "try-statement", cwd=tmp_path)) == 2
    assert len(found("--extend-select", "try-statement", "--ignore", "try-statement", cwd=tmp_path)) == 1
    shown = json.loads(run("config", "--extend-select", "try-statement", "--ignore", "walrus", "--output-format", "json", cwd=tmp_path).stdout)
    assert shown["settings"]["ignore"] == {"value": ["lambda", "walrus"], "source": "--ignore, jitlint.toml:1"}
    write(tmp_path, jitlint_toml="select = ['list-target-assignment']\n")
    assert len(found(cwd=tmp_path)) == 1 and len(found("--extend-select", "try-statement", cwd=tmp_path)) == 2
    shown = json.loads(run("config", "--extend-select", "try-statement", "--output-format", "json", cwd=tmp_path).stdout)
    assert shown["settings"]["select"] == {"value": ["list-target-assignment", "try-statement"], "source": "jitlint.toml:1, --extend-select"}
    assert run("check", "--extend-select", "try-statment", cwd=tmp_path).returncode == 2


def test_per_file_ignores(tmp_path):
    write(tmp_path, jitlint_toml="[per-file-ignores]\n'*.py' = ['try-statement']\n", a_py=TRY, legacy__b_py=BOTH)
    assert files(cwd=tmp_path) == {"legacy/b.py"}
    one = ("--per-file-ignores", "legacy/:try-statement")
    assert found(*one, cwd=tmp_path) == [("a.py", 6, "try-statement"), ("legacy/b.py", 6, "list-target-assignment")]
    assert files("--per-file-ignores", "legacy/:try-statement,legacy/:list-target-assignment", cwd=tmp_path) == {"a.py"}
    assert "# --per-file-ignores" in run("config", *one, cwd=tmp_path).stdout.decode()
    for bad in ("legacy/", ":lambda", "legacy/:"):
        result = run("check", "--per-file-ignores", bad, cwd=tmp_path)
        assert result.returncode == 2 and b"PATTERN:RULE" in result.stderr
    assert b"did you mean `lambda`" in run("check", "--per-file-ignores", "legacy/:lamda", cwd=tmp_path).stderr


def test_fixable_and_unfixable(tmp_path):
    write(tmp_path, jitlint_toml="unfixable = ['list-target-assignment']\n", a_py=FIXABLE)
    fixable = lambda *options: report(*options, cwd=tmp_path)["summary"]["fixable"]
    assert fixable() == 0 and fixable("--unfixable", "lambda") == 1 and fixable("--fixable", "lambda", "--unfixable", "walrus") == 0
    run("check", "--fix", "--unfixable", "lambda", cwd=tmp_path)
    assert (tmp_path / "a.py").read_text() == FIXED


def test_exit_codes_of_fixing(tmp_path):
    def fix(text, *options):
        write(tmp_path, a_py=text)
        result = run("check", *options, cwd=tmp_path)
        return result.returncode, (tmp_path / "a.py").read_text() != text, b"try-statement" in result.stdout

    assert fix(FIXABLE, "--fix") == (0, True, False)
    assert fix(FIXABLE, "--fix", "--exit-non-zero-on-fix") == (1, True, False)
    assert fix(FIXED, "--fix", "--exit-non-zero-on-fix") == (0, False, False)
    assert fix(FIXABLE, "--fix", "--exit-non-zero-on-fix", "--exit-zero") == (0, True, False)
    assert fix(BOTH, "--fix") == (1, True, True)
    assert fix(BOTH, "--fix-only") == (0, True, False)
    assert fix(BOTH, "--fix-only", "--exit-non-zero-on-fix") == (1, True, False)
    assert fix(TRY, "--fix-only", "--exit-non-zero-on-fix") == (0, False, False)
    assert fix(BOTH, "--fix", "--no-fix") == (1, False, True)
    assert fix(BOTH, "--diff") == (1, False, False)
    assert fix(TRY, "--diff") == (0, False, False)


def test_what_would_be_fixed_is_counted(tmp_path):
    write(tmp_path, a_py=FIXABLE)
    result = run("check", "--diff", cwd=tmp_path)
    assert result.stderr == b"jitlint: 1 would be fixed\n" and result.stdout.startswith(b"--- a.py\n+++ a.py\n")
    assert run("check", "--diff", "-q", cwd=tmp_path).stderr == b""
    assert run("check", "--fix-only", cwd=tmp_path).stderr == b"jitlint: 1 fixed\n"


@pytest.mark.parametrize("options", [(), ("--output-format", "json"), ("--statistics",), ("--statistics", "--output-format", "json")])
def test_output_file(tmp_path, options):
    write(tmp_path, a_py=TRY)
    shown = run("check", *options, cwd=tmp_path)
    for name in ("--output-file", "-o"):
        result = run("check", *options, "--color", "always", name, "made/out", cwd=tmp_path)
        assert (result.returncode, result.stdout, result.stderr) == (1, b"", b"")
        assert (tmp_path / "made/out").read_bytes() == shown.stdout
        (tmp_path / "made/out").unlink()


def test_silent(tmp_path):
    write(tmp_path, a_py=TRY, b_py=FIXABLE)
    for options in ((), ("-j1",), ("--fix",)):
        result = run("check", "--silent", *options, cwd=tmp_path)
        assert (result.returncode, result.stdout, result.stderr) == (1, b"", b"")
    assert run("check", "-s", "missing", cwd=tmp_path).stderr == b"jitlint: missing: no such file or directory\n"


def test_show_files_takes_what_a_run_takes(tmp_path):
    write(tmp_path, jitlint_toml="extend-exclude = ['b.py']\n", a_py=TRY, b_py=TRY, c_py=CONTINUE)
    shown = lambda *arguments, **options: run("check", "--show-files", *arguments, cwd=tmp_path, **options).stdout
    assert shown() == b"a.py\nc.py\n" and shown("b.py") == b"b.py\n" and shown("--force-exclude", "b.py", "c.py") == b"c.py\n"
    assert shown("--files-from", "-", input=b"c.py\n") == b"c.py\n"


def test_help_shows_what_options_take():
    page = run("check", "--help").stdout.decode()
    assert "--output-format {text,concise,json," in page and "(default: text)" in page and "--select RULE,... " in page
    assert "TEXT" not in page and "{false}" not in page
