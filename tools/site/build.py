#!/usr/bin/env python3
"""Makes the documentation as a static site: guides from docs/, a page for each rule, an index that can be searched. Needs nothing but Python."""

import argparse
import html
import json
import pathlib
import re
import shutil
import sys

HERE = pathlib.Path(__file__).resolve().parent
ROOT = HERE.parents[1]
sys.path[:0] = [str(HERE), str(HERE.parent)]
import markdown  # noqa: E402
from python_code import highlighted  # noqa: E402
from rule_pages import read_pages  # noqa: E402

# The guides, in the order of the menu.
GUIDES = [
    ("index", "Getting started", "README.md"),
    ("settings", "Settings", "docs/settings.md"),
    ("ci", "In a team", "docs/ci.md"),
    ("conformance", "How claims are proved", "docs/conformance.md"),
    ("architecture", "Architecture", "docs/architecture.md"),
]


def code_block(info, body):
    """A fenced block; examples of rules say which they are."""
    language = info.split()[0] if info else ""
    text = highlighted(body) if language == "python" else html.escape(body, quote=False)
    kind = next((word for word in info.split() if word in ("bad", "good")), "")
    label = {"bad": "TorchScript refuses or changes this", "good": "this is fine"}.get(kind)
    if "compiles" in info.split() and kind == "bad":
        label = "this compiles, and is not what it seems"
    caption = f'<figcaption class="{kind}">{label}</figcaption>' if label else ""
    return f"<figure>{caption}<pre><code>{text}</code></pre></figure>" if caption else f"<pre><code>{text}</code></pre>"


def page(title, body, depth, here, family_links=""):
    up = "../" * depth
    menu = "".join(
        f'<a href="{up}{name}.html"{" aria-current=page" if name == here else ""}>{html.escape(label)}</a>' for name, label, _ in GUIDES
    )
    menu += f'<a href="{up}rules.html"{" aria-current=page" if here == "rules" else ""}>Rules</a>'
    return f"""<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>{html.escape(title)} - jitlint</title>
<link rel="stylesheet" href="{up}site.css">
</head>
<body>
<header>
<a class="name" href="{up}index.html">jitlint</a>
<nav>{menu}</nav>
<input id="search" type="search" placeholder="Search rules" aria-label="Search rules" autocomplete="off" data-up="{up}">
<ul id="found" hidden></ul>
</header>
<main>
{body}
</main>
<script src="{up}rules.js"></script>
<script src="{up}site.js"></script>
</body>
</html>
"""


def guide_link(target, known):
    """Links between files of the repository become links between pages."""
    path, hash_mark, anchor = target.partition("#")
    if "://" in path or not path:
        return target
    name = pathlib.PurePosixPath(path).name
    for guide, _, source in GUIDES:
        if pathlib.PurePosixPath(source).name == name:
            return f"{guide}.html{hash_mark}{anchor}"
    if name in known:
        return name
    return target


def rule_body(rule):
    text = rule.text.split("\n---\n", 1)[1]
    facts = "".join(
        f"<dt>{term}</dt><dd>{html.escape(value)}</dd>"
        for term, value in (("severity", rule.severity), ("torch", rule.torch), ("fix", rule.fix), ("family", rule.family))
    )
    heading = f"<h1>{html.escape(rule.name)}</h1><p class=summary>{markdown.inline(rule.summary)}</p><dl class=facts>{facts}</dl>"
    silence = f"<p class=silence>Silence it on one line: <code># jitlint: ignore[{html.escape(rule.name)}] the reason</code></p>"
    return heading + markdown.render(text, highlight=code_block) + silence


def index_body(rules):
    families = {}
    for rule in rules:
        families.setdefault(rule.family, []).append(rule)
    out = [f"<h1>Rules</h1><p>{len(rules)} rules in {len(families)} families.</p>"]
    for family, members in sorted(families.items()):
        rows = "".join(
            f'<tr><td><a href="rules/{rule.name}.html">{rule.name}</a></td><td><span class="{rule.severity}">{rule.severity}</span></td>'
            f"<td>{html.escape(rule.torch)}</td><td>{rule.fix if rule.fix != 'none' else ''}</td><td>{markdown.inline(rule.summary)}</td></tr>"
            for rule in members
        )
        out.append(
            f'<h2 id="{family}">{family}</h2><div class="wide"><table class="rules"><thead><tr><th>rule</th><th>severity</th><th>torch</th><th>fix</th>'
            f"<th>what</th></tr></thead><tbody>{rows}</tbody></table></div>"
        )
    return "\n".join(out)


def build(out, root=ROOT):
    """Writes the site into the folder `out`. Returns the names of its pages."""
    rules, errors = read_pages(root / "rules")
    if errors:
        raise SystemExit("\n".join(errors))
    shutil.rmtree(out, ignore_errors=True)
    (out / "rules").mkdir(parents=True)
    assets = {path.name for path in (root / "docs").glob("*.json")}
    for name in assets:
        shutil.copy(root / "docs" / name, out / name)
    for name, title, source in GUIDES:
        text = (root / source).read_text(encoding="utf-8")
        body = markdown.render(text, lambda target: guide_link(target, assets), code_block)
        # The README names files of the repository in words.
        body = re.sub(r"\bdocs/([a-z]+)\.md\b", lambda match: f'<a href="{match[1]}.html">{match[0]}</a>' if match[1] in
                      {guide for guide, _, _ in GUIDES} else match[0], body)
        (out / f"{name}.html").write_text(page(title, body, 0, name), encoding="utf-8")
    for rule in rules:
        (out / "rules" / f"{rule.name}.html").write_text(page(rule.name, rule_body(rule), 1, "rule"), encoding="utf-8")
    (out / "rules.html").write_text(page("Rules", index_body(rules), 0, "rules"), encoding="utf-8")
    # A script, not JSON: pages opened from a disk may not fetch.
    entries = [[rule.name, re.sub("`", "", rule.summary), re.sub(r"\s+", " ", rule.text.split("\n---\n", 1)[1])] for rule in rules]
    (out / "rules.js").write_text("const RULES = " + json.dumps(entries, ensure_ascii=False) + ";\n", encoding="utf-8")
    for name in ("site.css", "site.js"):
        shutil.copy(HERE / name, out / name)
    return sorted(str(path.relative_to(out)) for path in out.rglob("*.html"))


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("out", type=pathlib.Path, help="folder to write into; what is in it goes")
    options = parser.parse_args()
    print(f"{len(build(options.out))} pages in {options.out}")


if __name__ == "__main__":
    main()
