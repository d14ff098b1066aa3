"""Input of a size that nobody has: long files, long lines, deep nesting."""
import time

import pytest

from program import TRY, check_beside, run


def test_hundred_megabytes(tmp_path):
    line = b"x = '" + b"x" * 9993 + b"'\n"
    start = time.monotonic()
    assert check_beside(tmp_path, TRY.encode() + line * 10_000 + TRY.encode(), timeout=300) == [(6, "try-statement"), (10_015, "try-statement")]
    assert time.monotonic() - start < 250


def test_what_the_parser_reads_again_and_again(tmp_path):
    """It reads a block of comments again for each of its lines: it is stopped, and that is told."""
    comment = b"#" + b"x" * 9998 + b"\n"
    assert check_beside(tmp_path, TRY.encode() + comment * 3_000 + TRY.encode(), timeout=300) == [(1, "syntax-error")]


def test_line_of_ten_megabytes(tmp_path):
    for long in (b"x = '" + b"a" * 10_000_000 + b"'\n", b"x = [" + b"1, " * 3_333_333 + b"]\n", b"# " + b"a" * 10_000_000 + b"\n"):
        assert check_beside(tmp_path, TRY.encode() + long + TRY.encode()) == [(6, "try-statement"), (16, "try-statement")]
    # The excerpt of a finding in such a line is cut.
    (tmp_path / "hostile.py").write_bytes(TRY.encode() + b"    try: return '" + b"a" * 10_000_000 + b"'\n    finally: pass\n")
    shown = run("check", "--isolated", tmp_path / "hostile.py").stdout
    assert shown.count(b"error[try-statement]") == 2 and len(shown) < 20_000


@pytest.mark.parametrize("nested", [b"(" * 1_000_000, b"[" * 1_000_000 + b"]" * 1_000_000, b"{" * 1_000_000, b"f(" * 500_000 + b")" * 500_000, b"-" * 1_000_000 + b"1",
                                    b"not " * 500_000 + b"1", b"1+" * 500_000 + b"1", b"lambda: " * 200_000 + b"1", b"a." * 500_000 + b"a", b"a[0]" + b"[0]" * 300_000,
                                    b"1 if x else " * 200_000 + b"1", b"f'{" * 10_000], ids=lambda c: c[:6].decode())
def test_deep_nesting(tmp_path, nested):
    found = check_beside(tmp_path, b"import torch\nx = " + nested + b"\n")
    assert [rule for _, rule in found] in ([], ["syntax-error"])


def test_a_million_brackets_are_one_syntax_error(tmp_path):
    for nested in (b"[" * 1_000_000 + b"]" * 1_000_000, b"(" * 1_000_000):
        found = check_beside(tmp_path, b"import torch\nx = " + nested + b"\n")
        assert [rule for _, rule in found] == ["syntax-error"]


@pytest.mark.parametrize("blocks", ["if x:\n", "for x in y:\n", "def f():\n", "class C:\n", "with x:\n", "try:\n"])
def test_deep_blocks(tmp_path, blocks):
    depth = 1500
    text = "import torch\n" + "".join(" " * i + blocks for i in range(depth)) + " " * depth + "pass\n"
    assert {rule for _, rule in check_beside(tmp_path, text.encode())} <= {"syntax-error"}
    many = "import torch\nif x:\n  pass\n" + "elif x:\n  pass\n" * 20_000
    assert check_beside(tmp_path, many.encode()) == []
