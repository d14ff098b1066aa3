# torch: >=1.13
"""Module classes as types: each is one where a module of the class is compiled, and nowhere else."""

from typing import Any, List

import torch
from torch import Tensor, nn


class Scale(nn.Module):
    def __init__(self):
        super().__init__()
        self.weight = nn.Parameter(torch.rand(3))

    def forward(self, x: Tensor) -> Tensor:
        return x * self.weight


class Sized(nn.Module):
    def __init__(self, size: int):
        super().__init__()
        self.size = size

    def forward(self, x: Tensor) -> Tensor:
        return x + self.size


def through(layer: nn.Linear, x: Tensor) -> Tensor:
    return layer.forward(x)


class Chosen(nn.Module):
    def __init__(self):
        super().__init__()
        self.layers = nn.ModuleList([nn.Linear(3, 3), nn.Linear(3, 3)])
        self.named = nn.ModuleDict({"a": Scale(), "b": Scale()})
        self.rest = nn.Sequential(nn.ReLU(), nn.ReLU())
        self.scale = Scale()

    def apply_to(self, layer: Scale, x: Tensor) -> Tensor:
        return layer.forward(x)

    def pick(self) -> Scale:
        return self.scale

    def forward(self, x: Tensor, n: int, key: str) -> Tensor:
        for i in range(n):
            layer: nn.Linear = self.layers[i]
            x = layer.forward(x)
        chosen: Scale = self.named[key]
        x = chosen.forward(x) * chosen.weight
        relu: nn.ReLU = self.rest[n]
        x = through(self.layers[0], relu.forward(x))
        x = self.apply_to(self.scale, x) + self.pick().forward(x)
        own: Scale = self.scale
        scales: List[Scale] = [self.scale, own]
        for scale in scales:
            x = scale.forward(x)
        anything: Any = self.layers[n]
        return own(x) if isinstance(anything, Tensor) else x


class CalledByNumber(nn.Module):
    def __init__(self):
        super().__init__()
        self.layers = nn.ModuleList([nn.Linear(3, 3), nn.Linear(3, 3)])

    def forward(self, x: Tensor, n: int) -> Tensor:
        layer: nn.Linear = self.layers[n]
        return layer(x)  # error: [module-as-value]


class CalledByLiteral(nn.Module):
    def __init__(self):
        super().__init__()
        self.layers = nn.ModuleList([nn.Linear(3, 3), nn.Linear(3, 3)])

    def forward(self, x: Tensor) -> Tensor:
        layer: nn.Linear = self.layers[0]
        return layer(x)  # error: [module-as-value]


class OfTwoClasses(nn.Module):
    def __init__(self):
        super().__init__()
        self.layers = nn.ModuleList([nn.Linear(3, 3), nn.ReLU()])

    def forward(self, x: Tensor, n: int) -> Tensor:
        layer: nn.Linear = self.layers[n]  # error: [module-container-index]
        return layer.forward(x)


class OfTwoTypes(nn.Module):
    def __init__(self):
        super().__init__()
        self.layers = nn.ModuleDict({"a": Sized(1), "b": Sized(2)})

    def forward(self, x: Tensor, n: str) -> Tensor:
        layer: Sized = self.layers[n]
        return layer.forward(x)


class NoModule(nn.Module):
    def __init__(self):
        super().__init__()
        self.layers = nn.ModuleList([nn.Linear(3, 3)])

    def forward(self, x: Tensor) -> Tensor:
        layer: Tensor = self.layers[0]  # error: [module-container-index]
        return layer


class Elsewhere(nn.Module):
    def __init__(self):
        super().__init__()
        self.layers = nn.ModuleList([nn.Linear(3, 3)])

    def forward(self, x: Tensor, n: int) -> Tensor:
        layer: nn.Conv2d = self.layers[n]  # error: [module-parameter]
        return layer.forward(x)


class AnyModule(nn.Module):
    def __init__(self):
        super().__init__()
        self.layers = nn.ModuleList([nn.Linear(3, 3)])

    def forward(self, x: Tensor, n: int) -> Tensor:
        layer: nn.Module = self.layers[n]  # error: [module-parameter]
        return layer.forward(x)


torch.jit.script(Chosen())
torch.jit.script(CalledByNumber())
torch.jit.script(CalledByLiteral())
torch.jit.script(OfTwoClasses())
torch.jit.script(OfTwoTypes())
torch.jit.script(NoModule())
torch.jit.script(Elsewhere())
torch.jit.script(AnyModule())
