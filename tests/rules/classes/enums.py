# torch: >=1.13
"""Enumerations: what every release compiles, and what none does."""

import enum
from enum import Enum
from typing import Dict, List, Optional

import torch
from torch import Tensor, nn


class Mode(Enum):
    TRAIN = 1
    EVAL = enum.auto()
    TEST: int = 7

    def label(self) -> str:
        return self.name.lower()

    @property
    def weight(self) -> int:
        return self.value


class Kind(enum.Enum):
    A = "a"
    B = "b"


@torch.jit.script
def accepted(m: Mode, k: Kind, o: Optional[Mode]) -> int:
    total = m.value + Mode.EVAL.value
    text = m.name + k.value
    for each in Mode:
        total += each.value
    everything = list(Mode)
    chosen = Mode.TRAIN if m == Mode.EVAL else m
    table = {"a": Mode.TRAIN}
    if m != Mode.TEST and chosen is Mode.TRAIN and table["a"] == m and o is not None:
        total += o.value
    print(m, f"{m}", str(m), hash(m))
    return total + len(everything) + len(text)


@torch.jit.script
def refused(m: Mode, k: Kind, o: Optional[Mode], x: Tensor) -> int:
    a = m == 1  # error: [enum-as-number]
    b = m < Mode.EVAL  # error: [enum-as-number]
    c = m + 1  # error: [enum-as-number]
    d = m in [Mode.TRAIN]  # error: [contains-operand]
    e = x.sum(Mode.TRAIN)  # error: [enum-as-number]
    f = Mode(1)  # error: [enum-class-use]
    g = Mode["TRAIN"]  # error: [enum-class-use]
    h = len(Mode)  # error: [enum-class-use]
    i = Mode.OTHER  # error: [enum-member-attribute]
    j = m.label()  # error: [enum-member-attribute]
    p = m.weight  # error: [enum-member-attribute]
    q = m.TRAIN  # error: [enum-member-attribute]
    r = {Mode.TRAIN: 1}  # error: [dict-key-type]
    s = o == Mode.TRAIN  # error: [optional-unchecked-use]
    t = k.value + 1  # error: [argument-type-mismatch]
    if m:  # error: [truth-value-unsupported]
        return 1
    return 0


class Flags(enum.Flag):
    A = 1
    B = 2


class Sizes(Enum):
    SMALL = [1]  # error: [enum-values]
    LARGE = [2]


class Mixed(Enum):
    A = 1.5  # error: [enum-values]
    B = 2


class Switch(Enum):
    ON = True  # error: [enum-values]
    OFF = False


@torch.jit.script
def flags(f: Flags) -> bool:
    return f == Flags.A


@torch.jit.script
def sizes(s: Sizes) -> bool:
    return s == Sizes.SMALL


@torch.jit.script
def mixed(m: Mixed) -> int:
    return 1


@torch.jit.script
def switch(n: int) -> bool:
    return Switch.ON == Switch.OFF


class Net(nn.Module):
    def __init__(self):
        super().__init__()
        self.mode = Mode.TRAIN

    def forward(self, x):
        if self.mode == Mode.TRAIN:
            return x
        return x * 2


torch.jit.script(Net())
