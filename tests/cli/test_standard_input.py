"""Standard input: a text in the place of a file."""
import json

from program import TRY, run, write

FIXABLE = "import torch\n\n\n@torch.jit.script\ndef f(x):\n    [a, b] = (x, x)\n    return a\n"


def check(*arguments, text=TRY, cwd):
    """(file, line, rule) of what is found in `text`."""
    result = run("check", "--output-format", "json", *arguments, "-", cwd=cwd, input=text.encode())
    assert result.returncode in (0, 1), result.stderr
    return [(d["file"], d["range"]["start"]["line"], d["rule"]) for d in json.loads(result.stdout)["diagnostics"]]


def test_standard_input_by_its_name_alone(tmp_path):
    result = run("check", "--stdin-filename", "sub/a.py", "--output-format", "concise", cwd=tmp_path, input=TRY.encode())
    assert result.returncode == 1 and result.stdout.startswith(b"sub/a.py:6:5: error[try-statement]")


def test_fixing_standard_input_tells_what_is_left(tmp_path):
    source = TRY.replace("    try:", "    [a, b] = (x, x)\n    try:")
    result = run("check", "--fix", "--output-format", "concise", "-", cwd=tmp_path, input=source.encode())
    assert result.returncode == 1 and result.stdout.decode() == source.replace("[a, b]", "(a, b)")
    assert result.stderr.startswith(b"-:7:5: error[try-statement]") and b"list-target" not in result.stderr


def test_excluded_standard_input(tmp_path):
    write(tmp_path, jitlint_toml="extend-exclude = ['legacy']\n")
    named = ("--stdin-filename", "legacy/a.py", "-")
    assert run("check", *named, cwd=tmp_path, input=TRY.encode()).returncode == 1
    result = run("check", "--force-exclude", *named, cwd=tmp_path, input=TRY.encode())
    assert (result.returncode, result.stdout) == (0, b"")
    source = TRY.replace("try:", "[a, b] = (x, x)\n    try:").encode()
    result = run("check", "--force-exclude", "--fix", *named, cwd=tmp_path, input=source)
    assert (result.returncode, result.stdout) == (0, source)
    assert run("check", "--force-exclude", "--stdin-filename", "a.py", "-", cwd=tmp_path, input=TRY.encode()).returncode == 1


def test_shown_as_files_are(tmp_path):
    (tmp_path / "sub").mkdir()
    for name in ("sub/a.py", "./sub/../sub/a.py", tmp_path / "sub/a.py"):
        assert check("--stdin-filename", name, cwd=tmp_path) == [("sub/a.py", 6, "try-statement")]


# What is wrong with the helper is seen from the file that scripts it.
HELPER = "def helper(x):\n    y = lambda: x\n    return x\n"
USER = "import torch\nfrom parts import helper\n\n\n@torch.jit.script\ndef f(x):\n    return helper(x)\n"


def test_in_its_context(tmp_path):
    write(tmp_path, user_py=USER, alone_py=TRY)
    named = ("--stdin-filename", "parts.py")
    assert check(*named, text=HELPER, cwd=tmp_path) == []
    for on_disk in (None, "", HELPER, TRY):
        if on_disk is not None:
            write(tmp_path, parts_py=on_disk)
        assert check(*named, "--context", ".", text=HELPER, cwd=tmp_path) == [("parts.py", 2, "lambda")], on_disk
    assert check(*named, "--context", "user.py", text=HELPER, cwd=tmp_path) == [("parts.py", 2, "lambda")]
    assert check("--stdin-filename", "other.py", "--context", ".", cwd=tmp_path) == [("other.py", 6, "try-statement")]
    # Its suppressions are those that the whole project needs.
    silenced = HELPER.replace("x\n    return", "x  # jitlint: ignore[lambda]\n    return")
    assert check(*named, "--context", ".", text=silenced, cwd=tmp_path) == []
    write(tmp_path, user_py="import parts\n")
    assert check(*named, "--context", ".", text=silenced, cwd=tmp_path) == [("parts.py", 2, "unused-suppression")]
    assert run("check", *named, "--context", "missing", "-", cwd=tmp_path, input=b"").returncode == 2


def test_changes_go_to_standard_output(tmp_path):
    write(tmp_path, a_py=TRY)
    for option, made in [("--fix", FIXABLE.replace("[a, b]", "(a, b)")), ("--fix-only", FIXABLE.replace("[a, b]", "(a, b)")),
                         ("--add-ignore", FIXABLE.replace("x, x)", "x, x)  # jitlint: ignore[list-target-assignment]"))]:
        result = run("check", "-q", option, "--context", ".", "--stdin-filename", "a.py", "-", cwd=tmp_path, input=FIXABLE.encode())
        assert (result.returncode, result.stdout.decode(), result.stderr) == (0, made, b""), option
    assert (tmp_path / "a.py").read_text() == TRY
    assert run("check", "--diff", "-", cwd=tmp_path, input=FIXABLE.encode()).returncode == 1


def test_known_findings(tmp_path):
    named = ("--stdin-filename", "a.py", "-")
    assert run("check", "--write-baseline", "b.json", *named, cwd=tmp_path, input=TRY.encode()).returncode == 0
    write(tmp_path, a_py=TRY)
    assert run("check", "--baseline", "b.json", cwd=tmp_path).returncode == 0
    assert run("check", "--baseline", "b.json", *named, cwd=tmp_path, input=TRY.encode()).returncode == 0
    assert run("check", "--show-files", *named, cwd=tmp_path, input=TRY.encode()).stdout == b"a.py\n"
