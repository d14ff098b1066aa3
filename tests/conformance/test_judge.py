"""The judge itself: what it says of small cases, and how it reads pages and expectations."""

from __future__ import annotations

import os
import textwrap
from dataclasses import replace
from pathlib import Path

import pytest
from judge.claims import disagreement, unmeasured_release, versions_that_judge
from judge.compilers import Compiler, all_compilers
from judge.expectations import expectations
from judge.records import Record
from judge.running import Verdict, judge_files
from judge.subjects import Subject
from judge.versions import Specifier

_CASES = {
    "ok": """
        import torch

        @torch.jit.script
        def twice(x):
            return x * 2
        """,
    "reject": """
        import torch

        def inner(x):
            try:
                return x
            finally:
                pass

        def outer(x):
            return inner(x)

        torch.jit.script(outer)
        """,
    "invalid": "import torch\n",
    "crash": "import os, signal\nos.kill(os.getpid(), signal.SIGSEGV)\n",
    "twice": """
        import torch

        @torch.jit.script
        def first(x):
            return lambda: x

        @torch.jit.script
        def fine(x):
            return x

        @torch.jit.script
        def second(x):
            global counter
            return x
        """,
    "unsaved": """
        import torch

        @torch.jit.ignore
        def show(x: torch.Tensor) -> torch.Tensor:
            return x

        @torch.jit.script
        def run(x):
            return show(x)
        """,
    "class": """
        from typing import List

        import torch

        @torch.jit.script
        class Box:
            def __init__(self, items: List[int]):
                self.items = items
        """,
}


def _usable() -> list[Compiler]:
    return [c for c in all_compilers() if c.is_set_up and (c.root is None or os.geteuid() == 0)]


def _mounts(compiler: Compiler) -> set[str]:
    mounts = {line.split()[1] for line in Path("/proc/mounts").read_text(encoding="utf-8").splitlines()}
    return {mount for mount in mounts if mount.startswith(f"{compiler.root}/")}


@pytest.fixture(params=_usable() or [None], ids=lambda compiler: compiler.version if compiler else "none", scope="module")
def compiler(request: pytest.FixtureRequest) -> Compiler:
    if request.param is None:
        pytest.skip("no compiler is set up")
    return request.param


@pytest.fixture(scope="module")
def verdicts(compiler: Compiler, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Verdict]:
    folder = tmp_path_factory.mktemp("cases")
    files = [folder / f"{name}.py" for name in _CASES]
    for file, code in zip(files, _CASES.values(), strict=True):
        file.write_text(textwrap.dedent(code), encoding="utf-8")
    before = _mounts(compiler)
    found = {Path(verdict.case).stem: verdict for verdict in judge_files(compiler, files, save=True)}
    assert _mounts(compiler) <= before, "a mount is left behind"
    return found


@pytest.mark.parametrize("kind", ["ok", "reject", "invalid", "crash"])
def test_each_verdict(verdicts: dict[str, Verdict], kind: str) -> None:
    assert verdicts[kind].verdict == kind


def test_a_hang_costs_its_own_case_only(compiler: Compiler, tmp_path: Path) -> None:
    (tmp_path / "hang.py").write_text("while True:\n    pass\n", encoding="utf-8")
    (tmp_path / "empty.py").write_text("", encoding="utf-8")
    files = [tmp_path / "hang.py", tmp_path / "empty.py"]
    assert [verdict.verdict for verdict in judge_files(compiler, files, save=True, timeout=2)] == ["timeout", "invalid"]


def test_a_rejection_names_its_line_and_what_was_compiled(verdicts: dict[str, Verdict]) -> None:
    assert verdicts["reject"].line == 5
    assert {name for _, _, name in verdicts["reject"].compiled} == {"inner", "outer"}


def test_every_rejection_of_a_file_is_told(verdicts: dict[str, Verdict]) -> None:
    assert [reject["line"] for reject in verdicts["twice"].rejects] == [6, 14]


def test_what_cannot_be_saved_is_told(verdicts: dict[str, Verdict]) -> None:
    assert (verdicts["ok"].saved, verdicts["unsaved"].verdict, verdicts["unsaved"].saved) == (True, "ok", False)


def test_names_in_a_scripted_class_are_those_of_its_file(verdicts: dict[str, Verdict]) -> None:
    assert verdicts["class"].verdict == "ok"


def test_specifiers() -> None:
    assert "1.1" in Specifier("<1.2") and "1.2" not in Specifier("<1.2")
    assert "1.10" in Specifier(">=1.9") and "2.1" not in Specifier(">=1.7,<1.9 || ==2.0")
    assert Specifier(">=1.12,<2.1").releases() == ["1.12", "1.13", "2.0"]


def test_expectations() -> None:
    code = 'x = "# error: [no]"\ny  # error: [one], [two]\nz  # text  # warning[<1.2]: [three]\n'
    found = [(e.line, e.severity, e.rule, e.torch and e.torch.text) for e in expectations(code)]
    assert found == [(2, "error", "one", None), (2, "error", "two", None), (3, "warning", "three", "<1.2")]


_BAD = Subject("rules/a/b.md", 9, "bad", "", "b", "error", "none", Specifier("<2.0"), frozenset())
_RECORD = Record("", "rules/a/b.md", "bad", "reject", message="no")


@pytest.mark.parametrize(
    ("subject", "version", "record", "agrees"),
    [
        (_BAD, "1.13", _RECORD, True),
        (_BAD, "2.6", _RECORD, False),
        (_BAD, "1.13", replace(_RECORD, verdict="ok"), False),
        (_BAD, "2.6", replace(_RECORD, verdict="ok"), True),
        (_BAD, "1.13", replace(_RECORD, verdict="invalid", error="NameError"), False),
        (_BAD, "1.7", replace(_RECORD, verdict="invalid", error="broken build"), True),
        (replace(_BAD, flags=frozenset({"compiles"})), "1.13", replace(_RECORD, verdict="ok", raised="no"), True),
        (replace(_BAD, flags=frozenset({"compiles"})), "1.13", _RECORD, False),
        (replace(_BAD, flags=frozenset({"save"})), "1.13", replace(_RECORD, verdict="ok", saved=False), True),
        (replace(_BAD, flags=frozenset({"save"})), "1.13", replace(_RECORD, verdict="ok", saved=True), False),
        (replace(_BAD, kind="good"), "1.13", replace(_RECORD, verdict="ok", saved=True), True),
        (replace(_BAD, kind="good"), "1.13", replace(_RECORD, verdict="ok", raised="no"), False),
        (replace(_BAD, kind="good"), "1.13", _RECORD, False),
        (replace(_BAD, kind="fixed"), "1.13", _RECORD, False),
    ],
)
def test_claims(subject: Subject, version: str, record: Record, agrees: bool) -> None:
    assert (disagreement(subject, version, record) is None) == agrees


def test_versions_without_a_compiler() -> None:
    old = replace(_BAD, torch=Specifier("<1.2"))
    assert unmeasured_release(old, ["1.13", "2.6"]) == "1.1"
    assert unmeasured_release(_BAD, ["1.13", "2.6"]) is None
    assert versions_that_judge(replace(old, kind="fixed"), ["1.13", "2.6"]) == ["1.13", "2.6"]
    assert versions_that_judge(replace(_BAD, kind="fixed"), ["1.13", "2.6"]) == ["1.13"]
