"""The bad examples as jitlint's fixes leave them: judged like any other text."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace

from judge.linter import Linter
from judge.subjects import Subject


def fixed_examples(linter: Linter, examples: Sequence[Subject]) -> list[Subject]:
    """For each bad example that a fix changes, the text after it; the target is what the example is claimed for."""
    by_target: dict[str, list[Subject]] = defaultdict(list)
    for example in examples:
        if example.kind == "bad":
            by_target[example.torch.text].append(example)
    fixed = []
    for target, group in by_target.items():
        after = linter.fix([example.code for example in group], target)
        for example in group:
            code = after[example.sha256]
            if code != example.code:
                fixed.append(replace(example, kind="fixed", code=code, fixed_from=example))
    return fixed
