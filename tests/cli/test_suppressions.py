"""`# jitlint: ignore[...]` comments."""
import pytest

from program import TRY, found, report, run, write

HEAD = "import torch\n\n\n@torch.jit.script\n"


def check(tmp_path, text, *arguments):
    """(line, rule) of what is reported, and how much is suppressed."""
    write(tmp_path, a_py=text)
    shown = report(".", *arguments, cwd=tmp_path)
    return [(d["range"]["start"]["line"], d["rule"]) for d in shown["diagnostics"]], shown["summary"]["suppressed"]


def test_at_the_end_of_the_line(tmp_path):
    text = HEAD + "def f(x):\n    try:  # jitlint: ignore[try-statement] the reason\n        return x\n    except ValueError:\n        return x\n"
    assert check(tmp_path, text) == ([], 1)
    assert run("check", cwd=tmp_path).returncode == 0
    assert b"1 suppressed" in run("check", cwd=tmp_path).stdout
    # Another rule's name silences nothing.
    assert check(tmp_path, text.replace("try-statement", "lambda")) == ([(6, "try-statement"), (6, "unused-suppression")], 0)


def test_alone_above_the_statement(tmp_path):
    text = HEAD + "def f(x):\n    # jitlint: ignore[try-statement]\n    # another comment\n    try:\n        return x\n    except ValueError:\n        return x\n"
    assert check(tmp_path, text) == ([], 1)
    # A blank line between: it belongs to nothing.
    assert check(tmp_path, text.replace("    # another comment\n", "\n")) == ([(6, "unused-suppression"), (8, "try-statement")], 0)
    # The body is not covered.
    nested = HEAD + "def f(x):\n    # jitlint: ignore[lambda]\n    if x.dim() > 1:\n        y = lambda: 1\n    return x\n"
    assert check(tmp_path, nested)[0] == [(6, "unused-suppression"), (8, "lambda")]


@pytest.mark.parametrize("text", [
    "def f(x):\n    y = torch.add(\n        x,\n        (lambda: x)())\n    # jitlint: ignore[lambda]\n    return y\n",
    "def f(x):\n    y = torch.add(\n        x,\n        (lambda: x)())\n\n    return y  # jitlint: ignore[lambda]\n",
])
def test_not_the_neighbour(tmp_path, text):
    rules = [rule for _, rule in check(tmp_path, HEAD + text)[0]]
    assert rules == ["lambda", "unused-suppression"]


@pytest.mark.parametrize("text", [
    "def f(x):\n    # jitlint: ignore[lambda]\n    y = torch.add(\n        x,\n        (lambda: x)())\n    return y\n",
    "def f(x):\n    y = torch.add(  # jitlint: ignore[lambda]\n        x,\n        (lambda: x)())\n    return y\n",
    "def f(x):\n    y = torch.add(\n        x,\n        (lambda: x)()\n    )  # jitlint: ignore[lambda]\n    return y\n",
    "def f(x):\n    y = torch.add(\n        # jitlint: ignore[lambda]\n        x,\n        (lambda: x)()\n    )\n    return y\n",
    "def f(x):\n    y = x; z = (lambda: x)()  # jitlint: ignore[lambda]\n    return y\n",
    "def f(x):\n    if (x is not None\n            and (lambda: x)()\n    ):  # jitlint: ignore[lambda]\n        return x\n    return x\n",
    "def f(x):\n    if x is None:\n        return x\n    # jitlint: ignore[lambda]\n    elif (lambda: x)():\n        return x\n    return x\n",
    "def f(x):\n    y = (lambda: '''\n    ''')  # noqa  # jitlint: ignore[lambda]  # pragma: no cover\n    return x\n",
    "def f(x):\n    y = (lambda: x)()  #jitlint:ignore[ lambda ,lambda]\n    return y\n",
])
def test_the_whole_logical_statement(tmp_path, text):
    diagnostics, suppressed = check(tmp_path, HEAD + text, "--select", "lambda")
    assert (diagnostics, suppressed) == ([], 1)


def test_whole_file(tmp_path):
    assert check(tmp_path, "# jitlint: ignore-file[try-statement] legacy\n" + TRY) == ([], 1)
    assert check(tmp_path, '"""Docstring."""\n# jitlint: ignore-file[try-statement]\n' + TRY) == ([], 1)
    assert check(tmp_path, TRY + "# jitlint: ignore-file[try-statement]\n") == ([(6, "try-statement"), (10, "unused-suppression")], 0)


@pytest.mark.parametrize("comment, words", [
    ("# jitlint: ignore", "names no rule"), ("# jitlint: ignore[]", "names no rule"), ("# jitlint: ignore[lambda", "not closed"),
    ("# jitlint: disable[lambda]", "not `disable`"), ("# jitlint: ignore[lambada]", "did you mean `lambda`"),
    ("# jitlint: ignore[lambda]", "`lambda` reports nothing here")])
def test_what_silences_nothing_is_told(tmp_path, comment, words):
    write(tmp_path, a_py=HEAD + f"def f(x):\n    return x  {comment}\n")
    (diagnostic,) = report(".", cwd=tmp_path)["diagnostics"]
    assert diagnostic["rule"] == "unused-suppression" and words in diagnostic["message"] and diagnostic["severity"] == "warning"


def test_not_told_where_nobody_can_know(tmp_path):
    text = HEAD + "def f(x):\n    return x  # jitlint: ignore[lambda]\n"
    assert check(tmp_path, text, "--ignore", "lambda") == ([], 0), "the rule is off"
    assert check(tmp_path, text, "--select", "lambda") == ([], 0), "unused-suppression is off"
    # A helper that other files may have compiled.
    write(tmp_path, b_py="import torch\n\n\ndef helper(x):\n    return x  # jitlint: ignore[lambda]\n\n\ny = 1  # jitlint: ignore[lambda]\n")
    assert found("b.py", cwd=tmp_path) == [("b.py", 8, "unused-suppression")]
    assert ("b.py", 5, "unused-suppression") in found(".", cwd=tmp_path)


def test_fix_removes_what_silences_nothing(tmp_path):
    before = ("# jitlint: ignore-file[lambda]\n" + HEAD + "def f(x):\n    # jitlint: ignore[lambda] gone\n    try:  # jitlint: ignore[try-statement, lambda] kept\n"
              "        return x  # jitlint: ignore[lambda]\n    except ValueError:  # noqa  # jitlint: ignore[lambda] # type\n        return x\n")
    after = (HEAD + "def f(x):\n    try:  # jitlint: ignore[try-statement] kept\n        return x\n    except ValueError:  # noqa  # type\n        return x\n")
    write(tmp_path, a_py=before)
    run("check", "--fix", cwd=tmp_path)
    assert (tmp_path / "a.py").read_text() == after
    assert found(cwd=tmp_path) == []


def test_fix_keeps_what_other_files_may_need(tmp_path):
    text = "import torch\n\n\ndef helper(x):\n    return x  # jitlint: ignore[lambda]\n"
    write(tmp_path, a_py=text)
    run("check", "--fix", cwd=tmp_path)
    assert (tmp_path / "a.py").read_text() == text


def test_strings_are_no_comments(tmp_path):
    assert check(tmp_path, HEAD + "def f(x):\n    y = '# jitlint: ignore[lambda]'\n    return x\n") == ([], 0)


def add_ignore(tmp_path, text, *arguments):
    write(tmp_path, a_py=text)
    result = run("check", *arguments, ".", cwd=tmp_path)
    assert result.returncode == 0, result.stderr
    return (tmp_path / "a.py").read_text()


def test_add_ignore(tmp_path):
    text = add_ignore(tmp_path, TRY, "--add-ignore")
    assert text == TRY.replace("    try:\n", "    try:  # jitlint: ignore[try-statement]\n")
    assert found(cwd=tmp_path) == [] and add_ignore(tmp_path, text, "--add-ignore") == text
    assert "    try:  # jitlint: ignore[try-statement] see TICKET-1\n" in add_ignore(tmp_path, TRY, "--add-ignore=see TICKET-1")


@pytest.mark.parametrize("before, after", [
    # A comment stands there already: above, so that type comments stay what they are.
    ("def f(x):\n    y = (lambda: x)()  # type: ignore\n    return y\n", "def f(x):\n    # jitlint: ignore[lambda]\n    y = (lambda: x)()  # type: ignore\n    return y\n"),
    # No comment fits behind a backslash or into a string.
    ("def f(x):\n    y = (lambda: x)() + \\\n        1\n    return y\n", "def f(x):\n    # jitlint: ignore[lambda]\n    y = (lambda: x)() + \\\n        1\n    return y\n"),
    ("def f(x):\n    y = (lambda: '''\n''')\n    return x\n", "def f(x):\n    # jitlint: ignore[lambda]\n    y = (lambda: '''\n''')\n    return x\n"),
    # One comment for several rules.
    ("def f(x):\n    y = (lambda: x)()  # jitlint: ignore[walrus] why\n    return y\n", "def f(x):\n    y = (lambda: x)()  # jitlint: ignore[walrus, lambda] why\n    return y\n"),
    ("def f(x):\n    y = torch.add(\n        (lambda: x)(),\n        (lambda: x)())\n    return y\n", "def f(x):\n    y = torch.add(\n        (lambda: x)(),  # jitlint: ignore[lambda]\n        (lambda: x)())\n    return y\n"),
    ("def f(x):\n    y = (lambda: x)() + \\\n        (lambda: x)()\n    return y\n", "def f(x):\n    y = (lambda: x)() + \\\n        (lambda: x)()  # jitlint: ignore[lambda]\n    return y\n"),
    ("def f(x):\n    [a, b] = (lambda: x)()\n    return a\n", "def f(x):\n    [a, b] = (lambda: x)()  # jitlint: ignore[lambda, list-target-assignment]\n    return a\n"),
])
def test_add_ignore_finds_a_place(tmp_path, before, after):
    assert add_ignore(tmp_path, HEAD + before, "--add-ignore", "--select", "lambda,list-target-assignment") == HEAD + after
    assert found("--select", "lambda,list-target-assignment", cwd=tmp_path) == []


def test_add_ignore_keeps_line_ends_and_encoding(tmp_path):
    (tmp_path / "a.py").write_bytes(b"# coding: latin-1\r\n# \xe4\r\n" + TRY.replace("\n", "\r\n").encode())
    run("check", "--add-ignore", ".", cwd=tmp_path)
    assert (tmp_path / "a.py").read_bytes() == b"# coding: latin-1\r\n# \xe4\r\n" + TRY.replace("    try:", "    try:  # jitlint: ignore[try-statement]").replace("\n", "\r\n").encode()
