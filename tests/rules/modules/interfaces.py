# torch: >=1.13
"""torch.jit.interface."""

from typing import Optional

import torch
from torch import Tensor, nn


@torch.jit.interface
class Step(nn.Module):
    def forward(self, input: Tensor) -> Tensor:
        pass


class Wider(nn.Module):
    def forward(self, input: Optional[Tensor]) -> Tensor:
        return torch.ones(1)


class Untyped(nn.Module):
    def forward(self, input):
        return input + 1


class Renamed(nn.Module):
    def forward(self, x: Tensor) -> Tensor:  # error: [interface-mismatch]
        return x


class Fits(nn.Module):
    a: Step
    b: Step
    c: Step

    def __init__(self):
        super().__init__()
        self.a = Wider()
        self.b = Untyped()
        self.c = nn.ReLU()
        self.all = nn.ModuleList([Wider(), Untyped()])

    def forward(self, x: Tensor, i: int) -> Tensor:
        for j in range(i):
            step: Step = self.all[j]
            x = step.forward(x)
        return self.a(x) + self.b.forward(x) + self.c(x)


class Fails(nn.Module):
    a: Step

    def __init__(self):
        super().__init__()
        self.a = Renamed()

    def forward(self, x: Tensor) -> Tensor:
        return self.a(x)


torch.jit.script(Fits())
try:
    torch.jit.script(Fails())
except Exception:
    pass
