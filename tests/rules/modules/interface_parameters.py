# torch: >=1.13
"""Module interfaces as types of parameters and variables, and calls through attributes that are declared as one."""
import torch
from torch import nn


@torch.jit.interface
class Layer(nn.Module):
    def forward(self, x: torch.Tensor) -> torch.Tensor:
        pass


class Twice(nn.Module):
    def forward(self, x: torch.Tensor) -> torch.Tensor:
        return x * 2


def through(layer: Layer, x: torch.Tensor) -> torch.Tensor:
    return layer.forward(x)


def called(layer: Layer, x: torch.Tensor) -> torch.Tensor:
    return layer(x)  # error: [call-of-value]


def undeclared(layer: Layer, x: torch.Tensor) -> torch.Tensor:
    return layer.reset(x)  # error: [object-attribute-missing]


torch.jit.script(through)
torch.jit.script(called)
torch.jit.script(undeclared)


class Passes(nn.Module):
    def __init__(self):
        super().__init__()
        self.layer = Twice()

    def forward(self, x: torch.Tensor):
        return through(self.layer, x)


torch.jit.script(Passes())


class PassesTensor(nn.Module):
    def forward(self, x: torch.Tensor):
        return through(x, x)  # error: [argument-type-mismatch]


torch.jit.script(PassesTensor())


class Indexed(nn.Module):
    def __init__(self):
        super().__init__()
        self.layers = nn.ModuleList([Twice(), Twice()])

    def forward(self, x: torch.Tensor, i: int):
        layer: Layer = self.layers[i]
        return layer.forward(x)


torch.jit.script(Indexed())


class IndexedCalled(nn.Module):
    def __init__(self):
        super().__init__()
        self.layers = nn.ModuleList([Twice(), Twice()])

    def forward(self, x: torch.Tensor, i: int):
        layer: Layer = self.layers[i]
        return layer(x)  # error: [call-of-value]


torch.jit.script(IndexedCalled())


class Declared(nn.Module):
    layer: Layer

    def __init__(self):
        super().__init__()
        self.layer = Twice()

    def forward(self, x: torch.Tensor):
        return self.layer(x, 3)  # error: [argument-type-mismatch]


torch.jit.script(Declared())
