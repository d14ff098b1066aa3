"""Names that submodules share with methods, and what a module's property asks of its parent."""
import torch
from torch import nn


class Base(nn.Module):
    def norm(self, x):
        return x


class Inherited(Base):
    def __init__(self):
        super().__init__()
        self.norm = nn.LayerNorm(2)  # error: [submodule-named-like-method]

    def forward(self, x: torch.Tensor):
        return x


class OfTheLibrary(nn.Module):
    def __init__(self):
        super().__init__()
        self.type = nn.Linear(2, 2)  # error: [submodule-named-like-method]
        self.add_module("kind", nn.Linear(2, 2))

    def forward(self, x: torch.Tensor):
        return self.kind(x)


class Static(nn.Module):
    def __init__(self):
        super().__init__()
        self.scale = nn.Linear(2, 2)  # error: [submodule-named-like-method]

    @staticmethod
    def scale(x):
        return x

    def forward(self, x: torch.Tensor):
        return x


class Values(nn.Module):
    def __init__(self):
        super().__init__()
        self.type = "a"
        self.scale = 2.0
        self.linear = nn.Linear(2, 2)

    def scale(self, x):
        return x

    def forward(self, x: torch.Tensor):
        return self.linear(x) * self.scale


torch.jit.script(Values())
for refused in (Inherited(), OfTheLibrary(), Static()):
    try:
        torch.jit.script(refused)
    except Exception:
        pass
