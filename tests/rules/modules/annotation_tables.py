# torch: >=1.13
"""`__annotations__` as a table in a class body."""
from typing import List

import torch
from torch import Tensor, nn


class Coder:
    def __init__(self, width: float):
        self.width = width

    def encode(self, x: Tensor) -> Tensor:
        return x * self.length  # error: [object-attribute-missing]


class Detector(nn.Module):
    __annotations__ = {"coder": Coder, "anchors": List[Tensor]}

    def __init__(self):
        super().__init__()
        self.coder = Coder(1.0)
        self.anchors = []

    def forward(self, x: Tensor) -> Tensor:
        for anchor in self.anchors:
            x = x + anchor
        return self.coder.encode(x)


class Counter(nn.Module):
    __annotations__ = {"names": List[str]}

    def __init__(self):
        super().__init__()
        self.names = []

    def forward(self, x: Tensor) -> Tensor:
        for name in self.names:
            x = x + name  # error: [argument-type-mismatch]
        return x


torch.jit.script(Detector())
torch.jit.script(Counter())
