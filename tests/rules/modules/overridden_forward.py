# torch: >=1.13
"""Nothing scripts these classes: one whose forward is overridden is compiled for itself, a pattern for others is not."""
from abc import ABC, abstractmethod

import torch
from torch import nn


class Drop(nn.Module):
    def __init__(self, p: float):
        super().__init__()
        self.p = p

    def forward(self, x: torch.Tensor):
        try:  # error: [try-statement]
            return x * self.p
        except ValueError:
            return x


class DropAll(Drop):
    def forward(self, x: torch.Tensor):
        return x * 0


class Pattern(nn.Module):
    def forward(self, *args):
        raise NotImplementedError


class Filled(Pattern):
    def forward(self, x: torch.Tensor):
        return x


class Template(nn.Module):
    def stages(self, x: torch.Tensor):
        raise NotImplementedError("in classes that derive from it")

    def forward(self, x: torch.Tensor, **options):
        return self.stages(x)


class Staged(Template):
    def stages(self, x: torch.Tensor):
        return x

    def forward(self, x: torch.Tensor):
        return self.stages(x)


class Abstract(nn.Module, ABC):
    @abstractmethod
    def width(self) -> int: ...

    def forward(self, *xs):
        return xs[0] * self.width()


class Concrete(Abstract):
    def width(self) -> int:
        return 3

    def forward(self, x: torch.Tensor):
        return x * self.width()
