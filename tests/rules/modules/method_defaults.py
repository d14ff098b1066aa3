# torch: >=1.13
"""Defaults of methods that are compiled together, and of those that are not."""
import torch
from torch import nn


@torch.jit.interface
class Scaler(nn.Module):
    def forward(self, x: torch.Tensor, k: int = 2) -> torch.Tensor:
        pass


class Scale(nn.Module):
    def forward(self, x: torch.Tensor, k: int = 2) -> torch.Tensor:
        return x * k

    @torch.jit.export
    def shifted(self, x: torch.Tensor, by: int = 1) -> torch.Tensor:
        return x + by


class Held(nn.Module):
    scaler: Scaler

    def __init__(self):
        super().__init__()
        self.scaler = Scale()
        self.plain = Scale()

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        y = self.plain(x) + self.plain.shifted(x) + self.scaler.forward(x, 3)
        return y + self.scaler.forward(x)  # error: [default-inside-class]


class Together(nn.Module):
    @property
    def size(self) -> torch.Tensor:
        return self.exported(torch.zeros(2))  # error: [default-inside-class]

    @torch.jit.export
    def exported(self, x: torch.Tensor, k: int = 2) -> torch.Tensor:
        return x * k

    def helper(self, x: torch.Tensor, k: int = 2) -> torch.Tensor:
        return self.exported(x)  # error: [default-inside-class]

    def forward(self, x: torch.Tensor, k: int = 2) -> torch.Tensor:
        return self.helper(x) + self.exported(x, 2) + self.exported(x, k=k)

    @torch.jit.export
    def run(self, x: torch.Tensor) -> torch.Tensor:
        return self.forward(x) + self(x, 3)  # error: [default-inside-class]


class Derived(Scale):
    def forward(self, x: torch.Tensor, k: int = 2) -> torch.Tensor:
        return self.shifted(x)  # error: [default-inside-class]


torch.jit.script(Held())
torch.jit.script(Together())
torch.jit.script(Derived())
