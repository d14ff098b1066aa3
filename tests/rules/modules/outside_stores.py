# torch: >=1.13
"""Nothing outside the compiled function can be changed: items and attributes of globals, classes, functions and modules of Python."""
import math
import os
from typing import Dict, List

import torch
from torch import nn

TABLE: Dict[str, int] = {}
NAMES = ["a", "b"]
SCALE = torch.ones(3)


class Config:
    cache = {"a": 1}
    depth = 0


@torch.jit.script
def store(n: int):
    TABLE["a"] = n  # error: [python-global]


@torch.jit.script
def add(n: int):
    TABLE["a"] += n  # error: [python-global]


@torch.jit.script
def remove():
    del TABLE["a"]  # error: [python-global]


@torch.jit.script
def store_item(x: torch.Tensor):
    SCALE[0] = x  # error: [python-global]


@torch.jit.script
def store_in_class(n: int):
    Config.cache["a"] = n  # error: [python-global]


@torch.jit.script
def store_in_library(path: str):
    os.environ["PATH"] = path  # error: [python-object]


@torch.jit.script
def set_of_class(n: int):
    Config.depth = n  # error: [attribute-of-non-object]


@torch.jit.script
def set_of_library(x: float):
    math.pi = x  # error: [attribute-of-non-object]


@torch.jit.script
def set_of_tensor(x: torch.Tensor):
    SCALE.grad = x  # error: [attribute-of-non-object]


@torch.jit.script
def in_a_tuple(names: List[str]):
    NAMES[0], other = names[0], names[1]  # error: [python-global]
    return other


class Own(nn.Module):
    def __init__(self):
        super().__init__()
        self.table = {"a": 1}
        self.layer = nn.Linear(2, 2)
        self.calls = 0

    def extra(self, x: torch.Tensor):
        return x

    def forward(self, x: torch.Tensor):
        self.table["a"] = 2
        self.calls += 1
        self.layer.weight[0] = 1
        self.extra.calls = 1  # error: [attribute-of-non-object]
        return self.extra(x)


torch.jit.script(Own())
