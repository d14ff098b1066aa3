"""What the conformance tests share: the subjects, their recorded verdicts, the linter."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

_ROOT = Path(os.environ.get("JITLINT_SOURCE_DIR", Path(__file__).resolve().parents[2]))
sys.path.insert(0, str(_ROOT / "tools/oracle"))

from judge.fixes import fixed_examples  # noqa: E402
from judge.linter import Linter, find_linter  # noqa: E402
from judge.records import Record, read, recorded_versions  # noqa: E402
from judge.subjects import Subject, all_subjects  # noqa: E402


@pytest.fixture(scope="session")
def subjects() -> list[Subject]:
    return all_subjects()


@pytest.fixture(scope="session")
def linter() -> Linter:
    binary = find_linter()
    if binary is None or not binary.is_file():
        pytest.skip("jitlint is not built")
    return Linter(binary)


@pytest.fixture(scope="session")
def fixed(linter: Linter, subjects: list[Subject]) -> list[Subject]:
    return fixed_examples(linter, subjects)


@pytest.fixture(scope="session")
def measured() -> list[str]:
    return recorded_versions()


@pytest.fixture(params=recorded_versions())
def version(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
def records(version: str) -> dict[str, Record]:
    return read(version)
