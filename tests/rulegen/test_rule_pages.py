"""The format of rule pages: what is read, and what each mistake is told."""

import os
import pathlib
import sys

import pytest

ROOT = pathlib.Path(os.environ.get("JITLINT_SOURCE_DIR", pathlib.Path(__file__).resolve().parents[2]))
sys.path.insert(0, str(ROOT / "tools"))

import rule_pages  # noqa: E402

PAGE = """\
---
name: no-thing
severity: error
torch: "<1.2"
fix: safe
summary: a thing
---

## What it does

Reports things.

## Why

They hurt.

## Examples

```python bad torch=">=1.0,<1.1 || ==1.1.5" compiles
## not a heading
thing()
```

```python good
pass
```

## How to fix

Leave it.

## Versions

All.
"""


@pytest.fixture
def write(tmp_path):
    def write_page(text, name="no-thing"):
        path = tmp_path / "family" / f"{name}.md"
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(text.encode() if isinstance(text, str) else text)
        return path

    return write_page


def test_fields(write):
    page = rule_pages.parse_page(write(PAGE))
    assert (page.name, page.family, page.severity, page.torch) == ("no-thing", "family", "error", "<1.2")
    assert (page.fix, page.summary, page.snake, page.enumerator) == ("safe", "a thing", "no_thing", "NoThing")
    assert page.text == PAGE


def test_examples(write):
    bad, good = rule_pages.parse_page(write(PAGE)).examples
    assert bad == rule_pages.Example(
        "bad", 20, "## not a heading\nthing()\n", ">=1.0,<1.1 || ==1.1.5", frozenset({"compiles"})
    )
    assert (good.kind, good.code, good.torch, good.flags) == ("good", "pass\n", "", frozenset())


@pytest.mark.parametrize(
    ("old", "new", "line", "message"),
    [
        ("---\nname", "name", 1, "does not start with `---`"),
        ("name: no-thing\n", "", 6, "`name` is missing"),
        ("name: no-thing", "name: other", 2, "not the file's name"),
        ("name: no-thing", "name: No_Thing", 2, "no kebab-case name"),
        ("name: no-thing", "name no-thing", 2, "expected `key: value`"),
        ("name: no-thing", "name: no-thing\nname: no-thing", 3, "given twice"),
        ("name: no-thing", "author: me", 2, "unknown key `author`"),
        ("severity: error", "severity: fatal", 3, "one of error, warning, note"),
        ('torch: "<1.2"', "torch: old", 4, "no set of versions"),
        ('torch: "<1.2"', "torch:", 4, "has no value"),
        ("fix: safe", "fix: maybe", 5, "one of safe, unsafe, none"),
        ("summary: a thing", "summary: A thing.", 6, "ends with a period"),
        ("## Why\n\nThey hurt.\n\n", "", 30, "section `Why` is missing"),
        ("They hurt.\n", "", 13, "section `Why` is empty"),
        ("## Why", "## Reasons", 13, "unknown section `Reasons`"),
        ("## Why", "## Why\n\na\n\n## Why", 17, "comes twice"),
        ("## What it does", "hello\n\n## What it does", 9, "text before the first section"),
        ("## What it does", "# Things", 9, "no title"),
        ("## How to fix\n\nLeave it.\n\n## Versions\n\nAll.", "## Versions\n\nA.\n\n## How to fix\n\nB.", 28, "stands where"),
        ("python good", "python", 24, "labelled `python bad` or `python good`"),
        ("python good", "python good quick", 24, "unknown attribute `quick`"),
        ("python good", "python good torch=1.2", 24, "cannot read"),
        ("python good", 'python good torch="1.2"', 24, "no set of versions"),
        ("pass\n```", "pass", 24, "not closed"),
        ("They hurt.", "They hurt.\r", 15, "carriage return"),
    ],
)
def test_mistakes_are_named_with_their_line(write, old, new, line, message):
    assert old in PAGE
    path = write(PAGE.replace(old, new, 1))
    with pytest.raises(rule_pages.PageError) as raised:
        rule_pages.parse_page(path)
    assert message in str(raised.value)
    assert str(raised.value).startswith(f"{path}:{line}: ")


def test_front_matter_has_to_end(write):
    with pytest.raises(rule_pages.PageError, match="not closed by `---`"):
        rule_pages.parse_page(write("---\nname: no-thing\n"))


def test_bytes_that_are_no_text(write):
    with pytest.raises(rule_pages.PageError, match="not UTF-8"):
        rule_pages.parse_page(write(b"---\nname: \xff\n"))


@pytest.mark.parametrize("text", ["<1.2", ">=1.7,<1.9", ">=1.7, <1.9 || ==2.0.1", "!=1.5"])
def test_specifiers(text):
    assert rule_pages.is_specifier(text)


@pytest.mark.parametrize("text", ["", "1.2", "<1", "~=1.2", "<1.2,", ">=1.7 ||", "<1.2 <1.3"])
def test_no_specifiers(text):
    assert not rule_pages.is_specifier(text)


def test_two_pages_of_one_name(write, tmp_path):
    write(PAGE)
    other = tmp_path / "zoo" / "no-thing.md"
    other.parent.mkdir()
    other.write_text(PAGE)
    pages, errors = rule_pages.read_pages(tmp_path)
    assert [page.family for page in pages] == ["family"]
    assert len(errors) == 1 and "is taken by" in errors[0]
