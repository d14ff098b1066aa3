# torch: >=1.13
"""A dataclass with `__post_init__` is made from its fields like any other."""
from dataclasses import dataclass

import torch


@torch.jit.script
@dataclass
class Point:
    x: int
    y: int = 0

    def __post_init__(self):
        if self.x < 0:
            self.x = 0


@torch.jit.script
def wrong(n: int) -> int:
    return Point(1, y=float(n)).x  # error: [field-type-mismatch]


@torch.jit.script
def right(n: int) -> int:
    return Point(1, y=n).x
