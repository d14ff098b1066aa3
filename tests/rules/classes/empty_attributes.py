# torch: >=1.13
"""An empty literal without annotation in `__init__` is told once, where something else is put into it."""
from typing import Dict, List, NamedTuple

import torch


class Step(NamedTuple):
    reward: float


class Buffer:
    def __init__(self):
        self.steps = []
        self.by_number = {}
        self.typed: List[Step] = []
        self.tensors = []

    def add(self, step: Step):
        self.steps.append(step)  # error: [untyped-empty-container]
        self.by_number[3] = step  # error: [untyped-empty-container]
        self.typed.append(step)
        self.tensors.append(torch.ones(1))

    def total(self) -> float:
        total = 0.0
        for step in self.steps:
            total += step.reward
        for step in self.typed:
            total += step.reward
        return total + self.by_number[3].reward

    def wrong(self):
        return self.tensors[0].reward  # error: [unknown-attribute]


@torch.jit.script
def collect(step: Step):
    buffer = Buffer()
    buffer.add(step)
    return buffer.total()
