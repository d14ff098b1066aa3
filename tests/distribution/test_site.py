"""The documentation site: every page is there, and every link leads somewhere."""
import html
import html.parser
import json
import shutil
import subprocess
import sys

import pytest

from program import ROOT


class Links(html.parser.HTMLParser):
    def __init__(self, text):
        super().__init__()
        self.links, self.anchors, self.open, self.problems = [], set(), [], []
        self.feed(text)

    def handle_starttag(self, tag, attributes):
        attributes = dict(attributes)
        if tag not in ("meta", "link", "input", "br", "!doctype"):
            self.open.append(tag)
        for name in ("href", "src"):
            if attributes.get(name):
                self.links.append(attributes[name])
        if "id" in attributes:
            self.anchors.add(attributes["id"])

    def handle_endtag(self, tag):
        if not self.open or self.open.pop() != tag:
            self.problems.append(f"</{tag}> at {self.getpos()}")


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    out = tmp_path_factory.mktemp("site") / "out"
    subprocess.run([sys.executable, str(ROOT / "tools/site/build.py"), str(out)], check=True, capture_output=True)
    return out


def test_a_page_for_every_rule_and_guide(site):
    rules = {path.stem for path in (ROOT / "rules").glob("*/*.md")}
    assert {path.stem for path in (site / "rules").glob("*.html")} == rules
    listed = (site / "rules.html").read_text()
    assert all(f'href="rules/{rule}.html"' in listed for rule in rules)
    entries = json.loads((site / "rules.js").read_text().removeprefix("const RULES = ").rstrip(";\n"))
    assert {entry[0] for entry in entries} == rules


def test_markup_is_balanced_and_links_lead_somewhere(site):
    pages = {path: Links(path.read_text()) for path in site.rglob("*.html")}
    for path, page in pages.items():
        assert page.problems == [] and page.open == [], (path.name, page.problems, page.open)
        for link in page.links:
            if "://" in link:
                continue
            target, _, anchor = link.partition("#")
            place = (path.parent / target).resolve() if target else path
            assert place.exists(), (path.name, link)
            if anchor and place in pages:
                assert anchor in pages[place].anchors, (path.name, link)


def test_nothing_is_loaded_from_elsewhere(site):
    for path in site.rglob("*"):
        if path.suffix in (".html", ".css", ".js") and path.name != "rules.js":
            text = path.read_text()
            assert "fetch(" not in text and 'src="http' not in text and "@import" not in text and '<link rel="stylesheet" href="http' not in text


def test_code_is_shown_as_written(site):
    page = (site / "rules/try-statement.html").read_text()
    assert '<span class="k">try</span>:' in page and "<figcaption" in page


# What a reader does: types words into the search box, goes down the list, presses Enter; and what it looks like.
READER = """<script>
const box = document.getElementById("search"), list = document.getElementById("found"), said = {};
const type = words => { box.value = words; box.dispatchEvent(new Event("input")); return [...list.querySelectorAll("a")].map(a => a.firstChild.textContent); };
const press = key => box.dispatchEvent(new KeyboardEvent("keydown", {key, cancelable: true}));
said.nothing = [type(""), list.hidden];
said.name = type("try-statement");
said.words = type("CATCHING  the exception");
said.unknown = [type("qwertyuiop"), list.hidden];
said.all = type("lambda");
said.shown = !list.hidden && list.getBoundingClientRect().height > 20 && list.getBoundingClientRect().bottom < innerHeight;
press("ArrowDown");
said.chosen = list.querySelector("a.at").firstChild.textContent;
said.target = list.querySelector("a.at").href;
press("Escape");
said.cleared = [box.value, list.hidden];
const style = element => { const s = getComputedStyle(element); return [s.color, s.backgroundColor]; };
said.colours = style(document.body);
said.overflow = document.documentElement.scrollWidth - innerWidth;
document.body.innerHTML = "<pre id=said>" + JSON.stringify(said).replace(/</g, "&lt;") + "</pre>";
</script></body>"""


def brightness(colour):
    return sum(int(part) for part in colour.strip("rgba()").split(",")[:3]) / 3


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1200, 400])
@pytest.mark.parametrize("where", ["index.html", "rules.html", "rules/try-statement.html"])
def test_in_a_browser(site, tmp_path, scheme, width, where):
    browser = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if not browser:
        pytest.skip("no Chromium")
    shutil.copytree(site, tmp_path / "site")
    page = tmp_path / "site" / where
    page.write_text(page.read_text().replace("</body>", READER))
    done = subprocess.run([browser, "--headless=new", "--no-sandbox", "--disable-gpu", f"--user-data-dir={tmp_path}/profile", f"--window-size={width},900",
                           f"--blink-settings=preferredColorScheme={int(scheme == 'light')}", "--virtual-time-budget=5000", "--dump-dom", page.as_uri()],
                          capture_output=True, text=True, timeout=120)
    dumped = done.stdout.partition('<pre id="said">')[2].partition("</pre>")[0]
    assert dumped, done.stderr[-2000:]
    said = json.loads(html.unescape(dumped))
    assert said["nothing"] == [[], True] and said["unknown"] == [[], True] and said["cleared"] == ["", True]
    assert said["name"][0] == "try-statement" and "try-statement" in said["words"]
    assert {"lambda", "lambda-function"} <= set(said["all"]) and said["chosen"] == said["all"][0] and said["shown"]
    assert said["target"] == (tmp_path / "site/rules" / f"{said['chosen']}.html").as_uri()
    text, background = map(brightness, said["colours"])
    assert (text < 80 and background > 200) if scheme == "light" else (text > 200 and background < 80), said["colours"]
    assert said["overflow"] <= 0, "nothing sticks out to the right"


def test_markdown_subset(tmp_path):
    sys.path.insert(0, str(ROOT / "tools/site"))
    import markdown
    made = markdown.render("# A `b`\n\ntext with *em*, **strong**, `a < b`, [x](y.md) & <tag>\nsecond\n\n- one\n- two `c`\n  more\n\n1. a\n2. b\n\n| h | i |\n| --- | --- |\n"
                           "| `a` | 2 |\n\n```sh\nif <x>; # y\n```\n\n> quoted\n")
    assert '<h1 id="a-b">A <code>b</code></h1>' in made
    assert '<em>em</em>, <strong>strong</strong>, <code>a &lt; b</code>, <a href="y.md">x</a> &amp; &lt;tag&gt;' in made
    assert "<ul><li>one</li><li>two <code>c</code>\nmore</li></ul>" in made and "<ol><li>a</li><li>b</li></ol>" in made
    assert "<pre><code>if &lt;x&gt;; # y</code></pre>" in made and "<blockquote><p>quoted</p></blockquote>" in made
    assert "<th>h</th>" in made and "<script>" not in markdown.render("<script>alert(1)</script>")


