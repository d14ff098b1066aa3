# torch: >=1.13,<2.0
"""Arrays that methods and operators of arrays make, and Python's functions by the names that other modules give them."""
from io import open

import numpy as np
import torch
from torch import nn


class Converted(nn.Module):
    def __init__(self):
        super().__init__()
        self.values = np.linspace(0, 1, 8).astype(int)

    def forward(self, x):
        return x + self.values[0]  # error: [unsupported-attribute-type]


class Doubled(nn.Module):
    def __init__(self):
        super().__init__()
        self.values = np.zeros(3) * 2

    def forward(self, x):
        return x + self.values  # error: [unsupported-attribute-type]


class Scalar(nn.Module):
    def __init__(self):
        super().__init__()
        self.scale = float(np.ones(3).sum() * 2)

    def forward(self, x):
        return x * self.scale


def load(path: str):
    with open(path, "r") as reader:  # error: [with-statement]
        return 1


torch.jit.script(Converted())
torch.jit.script(Doubled())
torch.jit.script(Scalar())
torch.jit.script(load)
