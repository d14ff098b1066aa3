# torch: >=1.13
"""Values of class bodies: those that are read, and those that are not."""

from typing import Final, List

import torch
from torch import Tensor, nn


def helper(x):
    return x * 2


class Base(nn.Module):
    inherited = 3


class Net(Base):
    __constants__ = ["listed"]
    listed = 2
    final: Final[int] = 3
    plain = 4
    shadowed = 5
    dtype = torch.float32
    act = staticmethod(helper)

    def __init__(self):
        super().__init__()
        self.shadowed = 6

    @staticmethod
    def double(x):
        return x * 2

    @classmethod
    def triple(cls, x):
        return x * 3

    def forward(self, x):
        if hasattr(self, "plain"):
            x = x + self.plain
        x = x + self.listed + self.final + self.shadowed + getattr(self, "plain", 1)
        x = self.act(self.double(Net.double(self.triple(x))))
        x = x + self.plain  # error: [class-attribute-not-scripted]
        x = x + self.inherited  # error: [class-attribute-not-scripted]
        x = x.to(self.dtype)  # error: [class-attribute-not-scripted]
        return x + Net.plain  # error: [python-global]


torch.jit.script(Net())


class Config:
    width = 4

    def __init__(self, k: int):
        self.k = k

    @classmethod
    def make(cls, k: int) -> int:
        return k


@torch.jit.script
def config(x: Tensor) -> Tensor:
    c = Config(2)
    y = c.make(3)
    z = x * c.width  # error: [class-level-value]
    w = x * Config.width  # error: [python-global]
    v = Config.make(3)  # error: [class-method-call]
    return x * c.k + y
