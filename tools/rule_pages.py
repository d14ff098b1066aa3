"""Reads rule pages: front matter, fixed sections, labelled examples. Strict, and every complaint says file and line."""

import dataclasses
import pathlib
import re

SEVERITIES = ("error", "warning", "note")
FIXES = ("safe", "unsafe", "none")
KEYS = ("name", "severity", "torch", "fix", "summary")
OPTIONAL_KEYS = ("messages",)  # what the compiler says, alternatives separated by ` | `, beside what is recorded of it
REQUIRED_SECTIONS = ("What it does", "Why", "Examples", "How to fix")
OPTIONAL_SECTIONS = ("Versions", "References")
FLAGS = ("compiles", "save")

_NAME = re.compile(r"[a-z][a-z0-9]*(-[a-z0-9]+)*")
_CLAUSE = re.compile(r"(<|<=|>|>=|==|!=)(\d+\.\d+(\.\d+)?)")
_ATTRIBUTE = re.compile(r'\s+(?:(?P<key>[a-z_]+)="(?P<value>[^"]*)"|(?P<flag>[a-z_]+)(?=\s|$))')


class PageError(Exception):
    """A page that does not follow the format."""

    def __init__(self, path, line, message):
        super().__init__(f"{path}:{line}: {message}")


@dataclasses.dataclass(frozen=True)
class Example:
    """A fenced block of the Examples section."""

    kind: str  # "bad" or "good"
    line: int  # of the first line of code, in the page
    code: str
    torch: str  # versions that reject it (bad) or that it is for (good); "" means the page's own
    flags: frozenset


@dataclasses.dataclass(frozen=True)
class Page:
    path: pathlib.Path
    family: str
    name: str
    severity: str
    torch: str
    fix: str
    summary: str
    examples: tuple
    text: str
    messages: str = ""

    @property
    def snake(self):
        return self.name.replace("-", "_")

    @property
    def enumerator(self):
        return "".join(part.capitalize() for part in self.name.split("-"))


def is_specifier(text):
    """`>=1.7,<1.9 || >=2.0`: alternatives of comma-separated clauses."""
    return all(
        _CLAUSE.fullmatch(clause.strip()) for alternative in text.split("||") for clause in alternative.split(",")
    )


def _front_matter(path, lines):
    if not lines or lines[0] != "---":
        raise PageError(path, 1, "the page does not start with `---`")
    fields, number = {}, 1
    for number, line in enumerate(lines[1:], start=2):
        if line == "---":
            break
        key, colon, value = line.partition(":")
        if not colon or key != key.strip() or (value and not value.startswith(" ")):
            raise PageError(path, number, f"expected `key: value`, found `{line}`")
        if key not in KEYS + OPTIONAL_KEYS:
            raise PageError(path, number, f"unknown key `{key}` (known: {', '.join(KEYS + OPTIONAL_KEYS)})")
        if key in fields:
            raise PageError(path, number, f"`{key}` is given twice")
        value = value.strip()
        if len(value) > 1 and value[0] == value[-1] and value[0] in "\"'":
            value = value[1:-1]
        if not value:
            raise PageError(path, number, f"`{key}` has no value")
        fields[key] = (value, number)
    else:
        raise PageError(path, len(lines), "the front matter is not closed by `---`")

    for key in KEYS:
        if key not in fields:
            raise PageError(path, number, f"`{key}` is missing")
    for key, allowed in (("severity", SEVERITIES), ("fix", FIXES)):
        value, line = fields[key]
        if value not in allowed:
            raise PageError(path, line, f"`{key}` is one of {', '.join(allowed)}, not `{value}`")
    name, line = fields["name"]
    if not _NAME.fullmatch(name):
        raise PageError(path, line, f"`{name}` is no kebab-case name")
    if name != path.stem:
        raise PageError(path, line, f"`{name}` is not the file's name, `{path.stem}`")
    torch, line = fields["torch"]
    if not is_specifier(torch):
        raise PageError(path, line, f"`{torch}` is no set of versions (such as `<1.2` or `>=1.7,<1.9 || >=2.0`)")
    summary, line = fields["summary"]
    if summary.endswith("."):
        raise PageError(path, line, "the summary ends with a period")
    return {key: value for key, (value, _) in fields.items()}, number


def _example(path, number, info, code):
    words = re.match(r"python\s+(bad|good)(?=\s|$)", info)
    if not words:
        raise PageError(path, number, f"an example is labelled `python bad` or `python good`, not `{info}`")
    torch, flags, position = "", set(), words.end()
    while position < len(info):
        attribute = _ATTRIBUTE.match(info, position)
        if not attribute:
            raise PageError(path, number, f"cannot read `{info[position:].strip()}` in the label of the example")
        position = attribute.end()
        if attribute["key"] == "torch":
            torch = attribute["value"]
            if not is_specifier(torch):
                raise PageError(path, number, f"`{torch}` is no set of versions")
        elif attribute["flag"] in FLAGS:
            flags.add(attribute["flag"])
        else:
            raise PageError(path, number, f"unknown attribute `{attribute['key'] or attribute['flag']}` of an example")
    return Example(words[1], number + 1, code, torch, frozenset(flags))


def _body(path, lines, start):
    """Examples of the lines after the front matter, whose last line has the number `start`; checks the sections."""
    sections, examples, section = {}, [], None
    fence = None  # (line number, info, lines) of the open code block
    for number, line in enumerate(lines[start:], start=start + 1):
        if fence is not None:
            if line == "```":
                if section == "Examples":
                    examples.append(_example(path, fence[0], fence[1], "".join(f"{text}\n" for text in fence[2])))
                fence = None
            else:
                fence[2].append(line)
            continue
        if line.startswith("```"):
            fence = (number, line[3:].strip(), [])
        elif line.startswith("# "):
            raise PageError(path, number, "a page has no title: its name stands in the front matter")
        elif line.startswith("## "):
            section = line[3:].strip()
            if section in sections:
                raise PageError(path, number, f"section `{section}` comes twice")
            if section not in REQUIRED_SECTIONS + OPTIONAL_SECTIONS:
                raise PageError(path, number, f"unknown section `{section}`")
            sections[section] = [number, False]
            continue
        elif section is None and line.strip():
            raise PageError(path, number, "text before the first section")
        if section is not None and line.strip():
            sections[section][1] = True
    if fence is not None:
        raise PageError(path, fence[0], "the code block is not closed")

    for wanted in REQUIRED_SECTIONS:
        if wanted not in sections:
            raise PageError(path, len(lines), f"section `{wanted}` is missing")
    order = [name for name in REQUIRED_SECTIONS + OPTIONAL_SECTIONS if name in sections]
    for name, expected in zip(sections, order):
        if name != expected:
            raise PageError(path, sections[name][0], f"section `{name}` stands where `{expected}` belongs")
    for name, (number, filled) in sections.items():
        if not filled:
            raise PageError(path, number, f"section `{name}` is empty")
    return tuple(examples)


def parse_page(path):
    """The Page in `path`. Raises PageError."""
    path = pathlib.Path(path)
    try:
        text = path.read_bytes().decode("utf-8")
    except UnicodeDecodeError as error:
        raise PageError(path, 1, f"the page is not UTF-8 ({error.reason} at byte {error.start})") from None
    if "\r" in text:
        raise PageError(path, text[: text.index("\r")].count("\n") + 1, "a carriage return")
    if not text.endswith("\n"):
        raise PageError(path, text.count("\n") + 1, "the last line is not ended")
    lines = text.split("\n")[:-1]
    fields, last = _front_matter(path, lines)
    examples = _body(path, lines, last)
    return Page(path=path, family=path.parent.name, examples=examples, text=text, **fields)


def read_pages(folder):
    """All pages of `folder`/<family>/<name>.md, sorted by name, and the errors of those that cannot be read."""
    pages, errors, seen = [], [], {}
    for path in sorted(pathlib.Path(folder).glob("*/*.md")):
        if path.name == "README.md":
            continue
        try:
            page = parse_page(path)
            clash = seen.setdefault(page.enumerator, page)
            if clash is not page:
                raise PageError(path, 2, f"`{page.name}` is taken by {clash.path}")
            pages.append(page)
        except PageError as error:
            errors.append(str(error))
    return sorted(pages, key=lambda page: page.name), errors
