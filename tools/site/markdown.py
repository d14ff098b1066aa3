"""Markdown as the repository's pages use it -> HTML: headings, paragraphs, lists, tables, code, quotes, links, emphasis. What is not known is text."""

import html
import re

_FENCE = re.compile(r"^(\s*)(```+)\s*(.*)$")
_ITEM = re.compile(r"^(\s*)([-*]|\d+\.)\s+(.*)$")
_CODE = re.compile(r"(`+)(.+?)\1", re.S)


def slug(text):
    """The anchor of a heading, as GitHub makes it."""
    return re.sub(r"[^\w\- ]", "", re.sub(r"[`*]", "", text).lower()).replace(" ", "-")


def inline(text, link=lambda target: target):
    """A paragraph's text. `link` turns the target of a link into another."""
    kept = []

    def keep(markup):
        kept.append(markup)
        return f"\0{len(kept) - 1}\0"

    def code(match):
        body = match[2]
        if body.startswith(" ") and body.endswith(" ") and body.strip():
            body = body[1:-1]
        return keep(f"<code>{html.escape(body, quote=False)}</code>")

    def anchor(match):
        return keep(f'<a href="{html.escape(link(match[2]))}">') + match[1] + keep("</a>")

    text = _CODE.sub(code, text.replace("\0", ""))
    text = re.sub(r"\[([^\]]+)\]\(([^)\s]+)\)", anchor, text)
    text = re.sub(r"<(https?://[^>\s]+)>", lambda match: keep(f'<a href="{html.escape(match[1])}">{html.escape(match[1])}</a>'), text)
    text = html.escape(text, quote=False)
    text = re.sub(r"\*\*(.+?)\*\*", r"<strong>\1</strong>", text, flags=re.S)
    text = re.sub(r"(?<![\w*])\*([^*\s][^*]*?)\*(?![\w*])", r"<em>\1</em>", text)
    while "\0" in text:
        text = re.sub("\0(\\d+)\0", lambda match: kept[int(match[1])], text)
    return text


class _Reader:
    def __init__(self, text, link, highlight):
        self.lines = text.split("\n")
        self.at = 0
        self.link = link
        self.highlight = highlight
        self.out = []

    def inline(self, text):
        return inline(text, self.link)

    def blocks(self):
        while self.at < len(self.lines):
            self.block()
        return "\n".join(self.out)

    def block(self):
        line = self.lines[self.at]
        if not line.strip():
            self.at += 1
        elif _FENCE.match(line):
            self.code()
        elif re.match(r"^#{1,6} ", line):
            level = len(line) - len(line.lstrip("#"))
            title = line[level:].strip()
            self.out.append(f'<h{level} id="{slug(title)}">{self.inline(title)}</h{level}>')
            self.at += 1
        elif _ITEM.match(line):
            self.list()
        elif line.startswith("|") and self.at + 1 < len(self.lines) and re.match(r"^\|[\s:|-]+\|$", self.lines[self.at + 1]):
            self.table()
        elif line.startswith(">"):
            quoted = self.take(lambda text: text.startswith(">"))
            inner = "\n".join(text[1:].removeprefix(" ") for text in quoted)
            self.out.append(f"<blockquote>{render(inner, self.link, self.highlight)}</blockquote>")
        else:
            text = self.take(lambda text: text.strip() and not _FENCE.match(text) and not re.match(r"^(#{1,6} |\||>)", text) and not _ITEM.match(text))
            self.out.append(f"<p>{self.inline(chr(10).join(text))}</p>" if text else "")
            if not text:
                self.out[-1] = f"<p>{self.inline(line)}</p>"
                self.at += 1

    def take(self, wanted):
        first = self.at
        while self.at < len(self.lines) and wanted(self.lines[self.at]):
            self.at += 1
        return self.lines[first:self.at]

    def code(self):
        indent, fence, info = _FENCE.match(self.lines[self.at]).groups()
        self.at += 1
        body = []
        while self.at < len(self.lines) and not self.lines[self.at].strip().startswith(fence):
            line = self.lines[self.at]
            body.append(line[len(indent):] if line.startswith(indent) else line.lstrip())
            self.at += 1
        self.at += 1
        self.out.append(self.highlight(info, "\n".join(body)))

    def list(self):
        indent, mark, _ = _ITEM.match(self.lines[self.at]).groups()
        tag = "ol" if mark[0].isdigit() else "ul"
        items = []
        while self.at < len(self.lines):
            line = self.lines[self.at]
            item = _ITEM.match(line)
            if item and item[1] == indent:
                items.append([item[3]])
                width = len(line) - len(item[3])
            elif line.startswith(" " * (len(indent) + 2)) and line.strip():
                items[-1].append(line[min(width, len(line) - len(line.lstrip())):])
            elif not line.strip() and self.at + 1 < len(self.lines) and self.lines[self.at + 1].startswith(" " * (len(indent) + 2)):
                items[-1].append("")
            elif line.strip() and not item and items[-1][-1]:
                break
            else:
                break
            self.at += 1
        made = []
        for lines in items:
            inner = render("\n".join(lines), self.link, self.highlight)
            single = re.fullmatch(r"<p>(.*?)</p>", inner, re.S)
            made.append(f"<li>{single[1] if single else inner}</li>")
        self.out.append(f"<{tag}>{''.join(made)}</{tag}>")

    def table(self):
        def cells(line):
            return [cell.strip() for cell in re.split(r"(?<!\\)\|", line.strip().strip("|"))]

        head = cells(self.lines[self.at])
        self.at += 2
        rows = [cells(line) for line in self.take(lambda text: text.startswith("|"))]
        top = "".join(f"<th>{self.inline(cell)}</th>" for cell in head)
        body = "".join("<tr>" + "".join(f"<td>{self.inline(cell)}</td>" for cell in row) + "</tr>" for row in rows)
        self.out.append(f'<div class="wide"><table><thead><tr>{top}</tr></thead><tbody>{body}</tbody></table></div>')


def plain_code(info, body):
    return f"<pre><code>{html.escape(body, quote=False)}</code></pre>"


def render(text, link=lambda target: target, highlight=plain_code):
    return _Reader(text, link, highlight).blocks()
