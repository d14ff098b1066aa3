"""Runs over a part of a project: what they see of the rest, and what they say nothing about."""
import json

import pytest

from program import TRY, found, report, run, write

# What is wrong with the helper and the module is seen from the file that uses them alone.
PARTS = """import torch


def helper(x):
    y = lambda: x
    return x


class Part(torch.nn.Module):
    def __init__(self, norm):
        super().__init__()
        self.norm = norm

    def forward(self, x):
        return x + self.norm
"""
USER = """import torch
from parts import Part, helper


@torch.jit.script
def f(x):
    return helper(x)


part = torch.jit.script(Part("text"))
"""
HELPER, PART = ("parts.py", 5, "lambda"), ("parts.py", 15, "no-matching-overload")


@pytest.fixture
def project(tmp_path):
    write(tmp_path, parts_py=PARTS, user_py=USER)
    return tmp_path


def test_the_whole_project_finds_both(project):
    rules = {(file, line) for file, line, _ in found(cwd=project)}
    assert rules == {HELPER[:2], PART[:2]}


def test_context_is_read_for_what_it_makes_of_the_files(project):
    assert found("parts.py", cwd=project) == []
    everything = found(cwd=project)
    assert found("parts.py", "--context", ".", cwd=project) == everything
    assert found("user.py", "--context", ".", cwd=project) == everything, "what stands in the way of what it scripts is reported where it lies"
    write(project, alone_py=TRY)
    assert found("parts.py", "user.py", "--context", ".", cwd=project) == everything, "what lies elsewhere is not reported"
    assert found("alone.py", "--context", ".", cwd=project) == [("alone.py", 6, "try-statement")]
    (project / "alone.py").unlink()
    assert found("parts.py", "--context", "user.py", cwd=project) == everything
    assert found(project / "parts.py", "--context", project, cwd="/usr") == [(str(project / file), line, rule) for file, line, rule in everything]
    write(project, user_py=TRY)
    assert found("parts.py", "--context", ".", cwd=project) == []


def test_context_is_not_fixed(project):
    fixable = "import torch\n\n\n@torch.jit.script\ndef f(x):\n    [a, b] = (x, x)\n    return a\n"
    write(project, a_py=fixable, b_py=fixable)
    run("check", "--fix", "a.py", "--context", ".", cwd=project)
    assert "[a, b]" not in (project / "a.py").read_text() and (project / "b.py").read_text() == fixable


def suppressed(project):
    text = PARTS
    for line in ("    y = lambda: x", "        return x + self.norm"):
        rule = next(rule for _, number, rule in found(cwd=project) if PARTS.splitlines()[number - 1] == line)
        text = text.replace(line, f"{line}  # jitlint: ignore[{rule}]")
    return text


def test_suppressions_that_others_need_are_not_unused(project):
    text = suppressed(project)
    write(project, parts_py=text)
    assert found(cwd=project) == []
    assert found("parts.py", cwd=project) == []
    assert json.loads(run("check", "-", "--stdin-filename", "parts.py", "--output-format", "json", cwd=project, input=text.encode()).stdout)["diagnostics"] == []
    run("check", "--fix", "parts.py", cwd=project)
    assert (project / "parts.py").read_text() == text
    # The whole project can tell, and so can a file with its context.
    write(project, user_py="import parts\n")
    assert {rule for _, _, rule in found(cwd=project)} == {"unused-suppression"} and len(found("parts.py", "--context", ".", cwd=project)) == 2


def test_unused_ones_are_told_where_all_is_seen(project):
    write(project, a_py="import torch\n\n\n@torch.jit.script\ndef f(x):\n    return x  # jitlint: ignore[lambda]\n\n\nx = 1  # jitlint: ignore[lambda]\n")
    assert found("a.py", cwd=project) == [("a.py", 6, "unused-suppression"), ("a.py", 9, "unused-suppression")]


def test_what_a_partial_run_cannot_see_is_not_stale(project):
    run("check", "--write-baseline", "b.json", cwd=project)
    text = (project / "b.json").read_text()
    stale = ("check", "--baseline", "b.json", "--fail-on-stale")
    assert run(*stale, "parts.py", cwd=project).returncode == 0
    assert run(*stale, "-", "--stdin-filename", "parts.py", cwd=project, input=PARTS.encode()).returncode == 0
    # Neither does writing forget it.
    run("check", "--write-baseline", "b.json", "parts.py", cwd=project)
    assert (project / "b.json").read_text() == text
    write(project, user_py="import parts\n")
    assert run(*stale, cwd=project).returncode == 1
    run("check", "--write-baseline", "b.json", "parts.py", cwd=project)
    assert (project / "b.json").read_text() == text
    run("check", "--write-baseline", "b.json", cwd=project)
    assert '"rule"' not in (project / "b.json").read_text()


def test_share_of_scriptable_roots_is_judged_by_whole_runs(project):
    """A module that another file scripts is no root of its own; alone it would be one that fails."""
    bad = "import torch\n\n\nclass Bad(torch.nn.Module):\n    def forward(self, x):\n        y = lambda: x\n        return x\n\n\nclass Good(torch.nn.Module):\n    def forward(self, x):\n        return x\n"
    write(project, parts_py=bad, user_py="import torch\nfrom parts import Bad\n\nbad = torch.jit.script(Bad())\n")
    run("check", "--write-baseline", "b.json", cwd=project)
    assert run("check", "--baseline", "b.json", cwd=project).returncode == 0
    result = run("check", "--baseline", "b.json", "parts.py", cwd=project)
    assert (result.returncode, result.stderr) == (0, b"")


def test_files_that_are_also_in_a_folder_are_seen_whole(project):
    write(project, parts_py=suppressed(project), user_py="import parts\n")
    assert found("parts.py", cwd=project) == []
    assert len(found("parts.py", ".", cwd=project)) == 2 == len(report(cwd=project)["diagnostics"])
