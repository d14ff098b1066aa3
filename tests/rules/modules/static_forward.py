# torch: >=1.13
"""A static `forward` is compiled as a method: its first parameter is the module."""

import torch
from torch import Tensor, nn


class Doubled(nn.Module):
    @staticmethod
    def forward(module: torch.tensor, x: Tensor):
        return x * 2


class Outer(nn.Module):
    def __init__(self):
        super().__init__()
        self.doubled = Doubled()

    def forward(self, x: Tensor):
        return self.doubled(x)


class Uses(nn.Module):
    @staticmethod
    def forward(x: Tensor):
        return x * 2  # error: [missing-operator-method]


class TooMany(nn.Module):
    def __init__(self):
        super().__init__()
        self.doubled = Doubled()

    def forward(self, x: Tensor):
        return self.doubled(x, x)  # error: [argument-type-mismatch]


torch.jit.script(Outer())
torch.jit.script(Uses())
torch.jit.script(TooMany())
