# torch: >=1.13
"""The match statement in `__init__`."""
import enum

import torch
import torch.nn.functional as F
from torch import nn


class Matched(nn.Module):
    def __init__(self, kind="a"):
        super().__init__()
        match kind:
            case "a" | "b":
                self.rate = 1
            case "c":
                self.rate = 0.5
            case _:
                self.rate = None

    def forward(self, x):
        return F.dropout(x, self.rate)  # error: [argument-type-mismatch]


torch.jit.script(Matched())


class Mode(enum.Enum):
    LOW = 0
    HIGH = 1


class Decided(nn.Module):
    def __init__(self, kind, mode):
        super().__init__()
        match kind:
            case str():
                self.rate = 1
            case [first, *rest]:
                self.rate = 2
            case int() | float():
                self.rate = 0.5
        match mode:
            case Mode.LOW:
                self.other = 0.5
            case Mode.HIGH:
                self.other = 1

    def forward(self, x):
        return F.dropout(F.dropout(x, self.rate), self.other)


torch.jit.script(Decided(1, Mode.LOW))


class Other(nn.Module):
    def __init__(self, kind):
        super().__init__()
        match kind:
            case "a":
                self.rate = 1
            case [first, *rest]:
                self.rate = 0.25
            case str(name) if name.startswith("x"):
                self.rate = 0.5
            case other:
                self.rate = other

    def forward(self, x):
        return F.dropout(x, self.rate)


torch.jit.script(Other("x"))
torch.jit.script(Other((1, 2)))
torch.jit.script(Other(0.5))


class Partial(nn.Module):
    def __init__(self, kind):
        super().__init__()
        match kind:
            case 1:
                self.rate = 0.5
            case 2 if kind > 1:
                self.rate = 0.25

    def forward(self, x):
        return F.dropout(x, self.rate)


torch.jit.script(Partial(1))
torch.jit.script(Partial(2))
