"""Input that nobody would write: each kind gets its own answer, and the files beside it are checked all the same."""
import json
import os
import pathlib
import subprocess
import tempfile
import threading

import pytest

from program import BINARY, GOOD, ROOT, TRY, check_beside, environment, run, write

def messages(folder):
    return [d["message"] for d in json.loads(run("check", "--isolated", "--output-format", "json", folder / "hostile.py").stdout)["diagnostics"]]


@pytest.mark.parametrize("content", [b"", b"\n", b"   ", b"\xef\xbb\xbf", b"# nothing", b"\r\n\r\n", b"\x0c"])
def test_empty_files(tmp_path, content):
    assert check_beside(tmp_path, content) == []


def test_invalid_utf_8(tmp_path):
    assert check_beside(tmp_path, b"import torch\n\nx = '\xff'\n" + TRY.encode()) == [(3, "undecodable-source")]
    assert "utf-8" in messages(tmp_path)[0]
    # In a comment too, as Python has it; an overlong form, a surrogate and a cut sequence are no UTF-8 either.
    for bad in (b"\xc0\xaf", b"\xed\xa0\x80", b"\xf5\x80\x80\x80", b"\xe2\x82"):
        assert check_beside(tmp_path, b"import torch\n# " + bad + b"\n" + TRY.encode()) == [(2, "undecodable-source")]
    assert check_beside(tmp_path, "import torch\n# \u20ac \U0001f600\n".encode() + TRY.encode()) == [(8, "try-statement")]


def test_byte_order_marks(tmp_path):
    assert check_beside(tmp_path, b"\xef\xbb\xbf" + TRY.encode()) == [(6, "try-statement")]
    result = run("check", "--isolated", "--output-format", "json", tmp_path / "hostile.py")
    assert json.loads(result.stdout)["diagnostics"][0]["range"]["start"]["offset"] == 3 + TRY.index("try")
    # UTF-16 is not what Python reads.
    assert [rule for _, rule in check_beside(tmp_path, TRY.encode("utf-16"))] == ["undecodable-source"]
    # A mark that contradicts the declaration.
    assert [rule for _, rule in check_beside(tmp_path, b"\xef\xbb\xbf# coding: latin-1\n" + TRY.encode())] == ["undecodable-source"]


@pytest.mark.parametrize("declaration, letters", [("latin-1", b"\xe4"), ("iso-8859-15", b"\xa4"), ("cp1252", b"\x80"), ("ascii", b"a"), ("utf-8", b"\xc3\xa4")])
def test_declared_encodings(tmp_path, declaration, letters):
    head = b"#!/usr/bin/env python\n# -*- coding: " + declaration.encode() + b" -*-\n# " + letters + b"\n"
    assert check_beside(tmp_path, head + TRY.encode()) == [(9, "try-statement")]


def test_declarations_that_do_not_hold(tmp_path):
    assert check_beside(tmp_path, b"# coding: nonsense\n" + TRY.encode()) == [(1, "undecodable-source")]
    assert "nonsense" in messages(tmp_path)[0]
    assert check_beside(tmp_path, b"# coding: ascii\n\n# \xe4\n" + TRY.encode()) == [(3, "undecodable-source")]
    # On the third line it declares nothing.
    assert check_beside(tmp_path, b"#\n#\n# coding: nonsense\n" + TRY.encode()) == [(9, "try-statement")]


@pytest.mark.parametrize("end", [b"\r\n", b"\r", b"\n"])
def test_line_ends(tmp_path, end):
    assert check_beside(tmp_path, TRY.encode().replace(b"\n", end)) == [(6, "try-statement")]


def test_nul_bytes(tmp_path):
    for content in (b"\0", b"import torch\0\n", TRY.encode() + b"\0", b"torch" + b"\0" * 100_000):
        rules = [rule for _, rule in check_beside(tmp_path, content)]
        assert rules == ["undecodable-source"], content[:20]
    assert check_beside(tmp_path, TRY.encode() + b"x = '\0'\n") == [(10, "undecodable-source")]


@pytest.mark.parametrize("broken, line", [
    ("def broken(:\n    pass\n", 1), ("x = = 1\n", 1), ("class C(:\n    pass\n", 1), ("def broken(x):\n    return x +\n", 2), ("x = 1 2\n", 1), ("print 'x'\n", 1),
    ("def broken(x):\n    if x\n        return x\n    return 1\n", 2), ("x = 'open\n", 1), ("@\ndef broken():\n    pass\n", 1)])
def test_broken_syntax_is_one_diagnostic_and_intact_functions_are_checked(tmp_path, broken, line):
    found = check_beside(tmp_path, (broken + "\n\n" + TRY).encode())
    offset = broken.count("\n") + 2
    assert [one for one in found if one[1] == "syntax-error"] == [(line, "syntax-error")]
    assert [one for one in found if one[1] != "syntax-error"] == [(6 + offset, "try-statement")]
    # The same behind the intact function.
    found = check_beside(tmp_path, (TRY + "\n\n" + broken).encode())
    assert found == [(6, "try-statement"), (11 + line, "syntax-error")]


def as_nobody(*command, cwd):
    """Root may read everything: another user tries."""
    user = ["setpriv", "--reuid=65534", "--clear-groups"] if os.geteuid() == 0 else []
    if user and subprocess.run([*user, BINARY, "--version"], capture_output=True).returncode != 0:
        pytest.skip("nobody may not run the program")
    return subprocess.run([*user, *command], cwd=cwd, capture_output=True, env=environment(), timeout=60)


def test_unreadable_files_and_folders():
    with tempfile.TemporaryDirectory() as name:
        tree = pathlib.Path(name)
        write(tree, beside_py=TRY, secret_py=TRY, closed__a_py=TRY)
        tree.chmod(0o755)
        (tree / "secret.py").chmod(0)
        (tree / "closed").chmod(0)
        result = as_nobody(BINARY, "check", "--isolated", "--output-format", "concise", ".", cwd=tree)
        assert result.returncode == 2 and result.stdout.startswith(b"beside.py:6:5: error[try-statement]")
        assert result.stderr == b"jitlint: closed: permission denied\njitlint: secret.py: permission denied\n"
        (tree / "closed").chmod(0o755)


def test_loops_of_folders_and_files(tmp_path):
    (tmp_path / "a/b").mkdir(parents=True)
    (tmp_path / "a/b/up").symlink_to(tmp_path)
    (tmp_path / "a/self").symlink_to("self")
    (tmp_path / "self.py").symlink_to("self.py")
    (tmp_path / "one.py").symlink_to("two.py")
    (tmp_path / "two.py").symlink_to("one.py")
    (tmp_path / "again.py").symlink_to("beside.py")
    (tmp_path / "gone.py").symlink_to("nowhere.py")
    assert check_beside(tmp_path) == [], "each file once, links that lead nowhere are no files"
    result = run("check", "--isolated", tmp_path / "one.py", tmp_path / "gone.py")
    assert result.returncode == 2 and b"one.py: too many levels of symbolic links" in result.stderr and b"gone.py: no such file" in result.stderr


def test_fifos_and_devices_do_not_block(tmp_path):
    os.mkfifo(tmp_path / "pipe.py")
    (tmp_path / "null.py").symlink_to("/dev/zero")
    assert check_beside(tmp_path, timeout=30) == []
    (tmp_path / "net.py").write_text("import torch\nimport pipe\nfrom null import helper\n\n\n@torch.jit.script\ndef f(x):\n    return helper(x)\n")
    assert check_beside(tmp_path, timeout=30) == [], "imported ones neither"
    result = subprocess.run([BINARY, "check", "--isolated", "pipe.py", "null.py", "missing.py", "beside.py"], cwd=tmp_path, capture_output=True, timeout=30)
    assert result.returncode == 2 and b"try-statement" in result.stdout
    assert [line.split(b": ")[1:] for line in result.stderr.splitlines()] == [
        [b"missing.py", b"no such file or directory"], [b"null.py", b"not a regular file or folder"], [b"pipe.py", b"not a regular file or folder"]]


def test_settings_and_ignore_files_that_are_fifos(tmp_path):
    for name in ("pyproject.toml", "jitlint.toml", ".gitignore", "requirements.txt"):
        os.mkfifo(tmp_path / name)
    (tmp_path / "beside.py").write_text(TRY)
    result = subprocess.run([BINARY, "check", "--output-format", "concise", "."], cwd=tmp_path, capture_output=True, env=environment(), timeout=30)
    assert b"beside.py:6:5" in result.stdout


def test_files_that_come_and_go(tmp_path):
    """Whatever vanishes while the program runs, the rest is checked; tests/engine/project_test.cpp has the certain order of events."""
    (tmp_path / "beside.py").write_text(TRY)
    stop = threading.Event()

    def churn():
        number = 0
        while not stop.is_set():
            folder = tmp_path / f"d{number % 7}"
            folder.mkdir(exist_ok=True)
            for i in range(30):
                (folder / f"{i}.py").write_text(GOOD)
            for i in range(30):
                (folder / f"{i}.py").unlink()
            folder.rmdir()
            number += 1

    worker = threading.Thread(target=churn)
    worker.start()
    try:
        for _ in range(25):
            result = run("check", "--isolated", "--output-format", "concise", tmp_path)
            assert result.returncode in (1, 2) and b"beside.py:6:5: error[try-statement]" in result.stdout
            assert all(b": no such file" in line for line in result.stderr.splitlines()), result.stderr
    finally:
        stop.set()
        worker.join()


FORMATS = ["text", "concise", "json", "jsonl", "sarif", "github", "gitlab", "junit"]
CONTROLS = "\x1b]0;owned\x07\x08\x7f\x9b31m\u202e\u2028"


@pytest.mark.parametrize("form", FORMATS)
def test_control_characters_reach_no_terminal(tmp_path, form):
    """In the source, in names of files, in names of folders, in what settings say."""
    folder = tmp_path / "evil\x1b[31m\u202e"
    folder.mkdir()
    (folder / "a\x07\r.py").write_text(f'import torch\n\n\n@torch.jit.script\ndef f(x):\n    [a, b] = (x, "{CONTROLS}")\n    return nosuch("{CONTROLS}")\n')
    (folder / "broken\x1b.toml").write_text("x")
    result = run("check", "--color", "never", "--output-format", form, tmp_path, tmp_path / "missing\x1b[0m\x07.py", cwd=tmp_path)
    assert result.returncode == 2 and b"list-target-assignment" in result.stdout
    told = run("check", "--config", folder / "broken\x1b.toml", cwd=tmp_path)
    assert told.returncode == 2 and b"broken" in told.stderr
    for raw in (result.stdout, result.stderr, told.stderr, run("check", "--select", "x\x1b", cwd=tmp_path).stderr, run("explain", "x\x1b[1m\u202e").stderr):
        text = raw.decode()
        assert raw and not [c for c in text if (ord(c) < 32 and c != "\n") or 127 <= ord(c) < 160 or c in "\u202e\u2028"], text


def test_control_characters_of_a_diff(tmp_path):
    (tmp_path / "a.py").write_text('import torch\n\n\n@torch.jit.script\ndef f(x):\n    [a, b] = (x, "\x1b[31m")\n    return a\n')
    result = run("check", "--isolated", "--diff", tmp_path / "a.py")
    assert result.returncode == 1 and b"-    [a, b]" in result.stdout and b"\x1b[31m" in result.stdout, "a diff is for patch: bytes as they are"


@pytest.mark.parametrize("seed", range(20))
def test_torn_files(tmp_path, seed):
    """Real code with bytes cut out, doubled and replaced."""
    import random
    chance = random.Random(seed)
    sources = sorted((ROOT / "examples").rglob("*.py"))
    data = bytearray(chance.choice(sources).read_bytes())
    for _ in range(chance.randrange(1, 12)):
        if not data:
            break
        at = chance.randrange(len(data))
        action = chance.randrange(3)
        if action == 0:
            del data[at:at + chance.randrange(1, 40)]
        elif action == 1:
            data[at:at] = data[at:at + chance.randrange(1, 40)]
        else:
            data[at] = chance.randrange(256)
    check_beside(tmp_path, bytes(data))
