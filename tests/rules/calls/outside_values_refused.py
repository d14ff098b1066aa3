# torch: >=1.13
"""What is outside of compiled code, or no value, one use a line."""

import functools
import itertools
import os
import random
import sys
from collections import defaultdict
from math import pi
from typing import List

import torch
from torch import float32, nn

STRIDES = (8, 16, 32)
NAMES = ["a", "b"]
TABLE = {"relu": torch.relu}
DEVICE = torch.device("cpu")
WEIGHT = torch.ones(3)
MESSAGE = "{} is wrong"


class Config:
    size = 3

    def __init__(self):
        self.depth = 2


config = Config()
shared = nn.Linear(2, 2)
act = torch.jit.script(nn.ReLU())
square = lambda x: x * x  # noqa: E731
clip = functools.partial(torch.clamp, min=0.0)


@torch.jit.script
def f1(x, i: int):
    return x * STRIDES[i]  # error: [python-global]


@torch.jit.script
def f2(x):
    for name in NAMES:  # error: [python-global]
        print(name)
    return x


@torch.jit.script
def f3(x):
    return TABLE["relu"](x)  # error: [python-global]


@torch.jit.script
def f4(x):
    return x.to(DEVICE)  # error: [python-global]


@torch.jit.script
def f5(x):
    return x * WEIGHT.sum()  # error: [python-global]


@torch.jit.script
def f6(x):
    return x, MESSAGE.format(1)  # error: [python-global]


@torch.jit.script
def f7(x):
    return x * pi  # error: [python-global]


@torch.jit.script
def f8(x):
    return x.to(float32)  # error: [python-global]


@torch.jit.script
def f9(x):
    return x * Config.size  # error: [python-global]


@torch.jit.script
def f10(x):
    return x * config.depth  # error: [python-object]


@torch.jit.script
def f11(x):
    return torch.mm(x, shared.weight)  # error: [python-object]


@torch.jit.script
def f12(x):
    return act(x)  # error: [python-object]


@torch.jit.script
def f13(x):
    return square(x)  # error: [lambda-function]


@torch.jit.script
def f14(x):
    return clip(3)  # error: [python-object-call]


@torch.jit.script
def f15(x, n: int):
    return x * random.randint(0, n)  # error: [unsupported-library-call]


@torch.jit.script
def f16(a: List[int], b: List[int]):
    total = 0
    for v in itertools.chain(a, b):  # error: [unsupported-library-call]
        total += v
    return total


@torch.jit.script
def f17(a: List[int]):
    groups = defaultdict(list)  # error: [unsupported-library-call]
    return len(a)


@torch.jit.script
def f18(a: List[int]):
    return len(set(a))  # error: [python-builtin-call]


@torch.jit.script
def f19(x):
    print(sys.argv)  # error: [python-object]
    return x


@torch.jit.script
def f20(x):
    return x, os.environ.get("HOME")  # error: [python-object]


@torch.jit.script
def f21(x):
    return torch.Tensor.relu(x)  # error: [class-as-value]


def scaled(factor: float):
    def scale(x):
        return x * factor  # error: [python-global]

    return scale


torch.jit.script(scaled(2.0))
