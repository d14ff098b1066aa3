# torch: >=1.13
"""Objects of classes that modules hold, where compiled code reads them."""
import torch
from torch import nn


class Scheduler:
    def __init__(self, factor):
        self.factor = factor

    def scale(self, x: torch.Tensor) -> torch.Tensor:
        return x * self.factor


class Typed:
    def __init__(self, factor: float):
        self.factor = factor

    def scale(self, x: torch.Tensor) -> torch.Tensor:
        return x * self.factor


class Holds(nn.Module):
    def __init__(self):
        super().__init__()
        self.scheduler = Scheduler(2.0)  # error: [held-object-type]

    def forward(self, x: torch.Tensor):
        return self.scheduler.scale(x)


class HoldsTyped(nn.Module):
    def __init__(self):
        super().__init__()
        self.scheduler = Typed(2.0)

    def forward(self, x: torch.Tensor):
        return self.scheduler.scale(x)


torch.jit.script(Holds())
torch.jit.script(HoldsTyped())
