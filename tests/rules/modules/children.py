# torch: >=1.13
"""A loop over `self.children()` is unrolled over the submodules, each with its own forward."""
from typing import List

import torch
from torch import Tensor, nn


class Pair(nn.Module):
    def forward(self, x: Tensor, y: Tensor) -> Tensor:
        return x + y


class Chain(nn.Module):
    def __init__(self):
        super().__init__()
        self.first = nn.Linear(2, 2)
        self.nothing = None
        self.second = nn.ReLU()

    def forward(self, x: Tensor) -> Tensor:
        for layer in self.children():
            x = layer(x)
        return x


torch.jit.script(Chain())


class Named(nn.Module):
    def __init__(self):
        super().__init__()
        self.first = nn.Linear(2, 2)

    def forward(self, x: Tensor) -> List[str]:
        names: List[str] = []
        for name, layer in self.named_children():
            x = layer(x)
            names.append(name)
        return names


torch.jit.script(Named())


class TwoArguments(nn.Module):
    def __init__(self):
        super().__init__()
        self.first = nn.Linear(2, 2)
        self.pair = Pair()

    def forward(self, x: Tensor) -> Tensor:
        for layer in self.children():
            x = layer(x)  # error: [argument-type-mismatch]
        return x


torch.jit.script(TwoArguments())


class Tested(nn.Module):
    def __init__(self):
        super().__init__()
        self.first = nn.Linear(2, 2)

    def forward(self, x: Tensor) -> Tensor:
        for layer in self.children():
            if isinstance(layer, nn.MaxPool2d):  # error: [isinstance-type]
                return x
            x = layer(x)
        return x


torch.jit.script(Tested())


class NameAsTensor(nn.Module):
    def __init__(self):
        super().__init__()
        self.first = nn.Linear(2, 2)

    def forward(self, x: Tensor) -> Tensor:
        for name, layer in self.named_children():
            x = layer(name)  # error: [argument-type-mismatch]
        return x


torch.jit.script(NameAsTensor())
