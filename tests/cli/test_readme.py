"""The commands and the output that README.md and docs/ show."""
import os
import re
import subprocess

import pytest

from program import BINARY, CONTINUE, ROOT, TRY, environment, git, run, write

DOCUMENTS = ["README.md", "docs/ci.md", "docs/settings.md"]


def shown_commands():
    """(document, command) of every `jitlint ...`, in code blocks and in the text."""
    for name in DOCUMENTS:
        text = (ROOT / name).read_text()
        blocks = re.findall(r"^```\w*\n(.*?)^```", text, re.S | re.M)
        lines = [line.split("  #")[0].strip() for block in blocks for line in block.splitlines() if line.startswith("jitlint ")]
        lines += re.findall(r"`(jitlint [a-z]+ [^`\n]+)`", re.sub(r"^```.*?^```", "", text, flags=re.S | re.M))
        for command in dict.fromkeys(lines):
            yield name, command


@pytest.fixture
def repository(tmp_path):
    write(tmp_path, {"models/net.py": TRY, "net.py": TRY, "a.py": CONTINUE})
    for arguments in (["init", "-q"], ["add", "."], ["commit", "-qm", "first"], ["checkout", "-qb", "topic"]):
        git(tmp_path, *arguments)
    return tmp_path


@pytest.mark.parametrize("document, command", list(shown_commands()))
def test_commands_work_as_shown(repository, tmp_path_factory, document, command):
    programs = tmp_path_factory.mktemp("bin")
    (programs / "jitlint").symlink_to(BINARY)
    (repository / "buffer").write_text(TRY)
    words = command.replace("PATH", "net.py").replace("REASON", "reason").replace("RULE", "lambda").replace("FORMAT:FILE", "json:out.json")
    if "known.json" in words and "--write-baseline" not in words:
        run("check", "--write-baseline", "known.json", cwd=repository)
    done = subprocess.run(words, shell=True, cwd=repository, capture_output=True, text=True, timeout=60,
                          env=environment(PATH=f"{programs}{os.pathsep}{os.environ['PATH']}"))
    assert done.returncode in (0, 1), (document, words, done.stderr)
    assert done.stdout or done.stderr or "--output" in words


def test_the_readme_shows_what_the_program_prints():
    block, = re.findall(r"^```\n\$ (jitlint .*?)^```", (ROOT / "README.md").read_text(), re.S | re.M)
    command, _, shown = block.partition("\n")
    printed = subprocess.run(command.replace("jitlint", BINARY, 1), shell=True, cwd=ROOT, capture_output=True, text=True, env=environment(), timeout=60).stdout
    place = 0
    left_out = False
    for part in shown.strip("\n").split("\n\n"):
        if part == "...":
            left_out = True
            continue
        found = printed.find(part + "\n", place)
        assert found >= 0 and (left_out or printed[place:found].strip() == ""), part
        place, left_out = found + len(part), False
    assert left_out or printed[place:].strip() == ""


def test_documents_speak_of_what_is_there():
    """Files that the documents name, and targets of make."""
    targets = set(re.findall(r"^([a-z-]+):.*## ", (ROOT / "Makefile").read_text(), re.M))
    for name in [*DOCUMENTS, "docs/architecture.md", "docs/conformance.md"]:
        text = (ROOT / name).read_text()
        assert set(re.findall(r"(?:`|^)make ([a-z-]+)", text, re.M)) <= targets, name
        for path in re.findall(r"`((?:src|tests|tools|rules|docs|cmake|python|include|bench|examples)/[\w./-]*[\w/])`", text):
            assert (ROOT / path).exists(), (name, path)
        for path in re.findall(r"\]\(([^)#:]+)(?:#[^)]*)?\)", text):
            assert (ROOT / name).parent.joinpath(path).exists(), (name, path)
