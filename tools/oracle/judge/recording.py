"""Asks a compiler about subjects."""

from __future__ import annotations

import tempfile
from collections.abc import Iterable
from pathlib import Path

from judge.compilers import Compiler
from judge.records import Record, make_record
from judge.running import judge_files
from judge.subjects import Subject


def judge_subjects(compiler: Compiler, subjects: Iterable[Subject]) -> dict[str, Record]:
    """The verdict on each content, by its hash; equal contents are asked about once."""
    unique: dict[str, Subject] = {}
    for subject in subjects:
        unique.setdefault(subject.sha256, subject)
    with tempfile.TemporaryDirectory(prefix="jitlint-") as folder:
        files = []
        for sha256, subject in unique.items():
            path = Path(folder) / f"case_{sha256[:16]}.py"
            path.write_bytes(subject.code.encode())
            files.append(path)
        verdicts = list(judge_files(compiler, files, save=True))
    return {
        sha256: make_record(subject, verdict)
        for (sha256, subject), verdict in zip(unique.items(), verdicts, strict=True)
    }
