# torch: >=1.13
"""Numbers that `__init__` computes from what is not known: their types are."""
import math
import os
import random

import torch
import torch.nn.functional as F
from torch import nn


class Converted(nn.Module):
    def __init__(self):
        super().__init__()
        self.size = float(os.environ.get("SIZE", "2"))
        self.rate = int(os.environ.get("RATE", "0"))
        self.half = int(os.environ.get("SIZE", "2")) / 2
        self.count = -int(os.environ.get("SIZE", "2")) // 2 + 3
        self.name = str(os.environ.get("SIZE"))
        self.named = f"layer {os.environ.get('SIZE')}"
        self.flag = bool(os.environ.get("SIZE"))
        self.length = len(os.environ)
        self.root = math.sqrt(len(os.environ))
        self.whole = math.ceil(self.root)
        self.larger = max(1, len(os.environ))
        self.chosen = random.random()

    def forward(self, x):
        F.dropout(x, self.rate)  # error: [argument-type-mismatch]
        x.view(-1, self.half)  # error: [argument-type-mismatch]
        F.dropout(x, self.count)  # error: [argument-type-mismatch]
        F.dropout(x, self.name)  # error: [argument-type-mismatch]
        F.dropout(x, self.named)  # error: [argument-type-mismatch]
        F.dropout(x, 0.5, self.flag)
        F.dropout(x, self.length)  # error: [argument-type-mismatch]
        x.view(-1, self.root)  # error: [argument-type-mismatch]
        F.dropout(x, self.whole)  # error: [argument-type-mismatch]
        F.dropout(x, self.larger)  # error: [argument-type-mismatch]
        x.view(-1, self.chosen)  # error: [argument-type-mismatch]
        return x.view(-1, self.size)  # error: [argument-type-mismatch]


torch.jit.script(Converted())


class Fitting(nn.Module):
    def __init__(self):
        super().__init__()
        self.size = int(float(os.environ.get("SIZE", "2")))
        self.rate = float(os.environ.get("RATE", "0"))
        self.scale = (self.size + 1) ** -0.5
        self.flag = len(os.environ) > 2
        self.either = self.size if self.flag else self.rate

    def forward(self, x):
        x = F.dropout(x, self.rate, self.flag)
        return x.view(-1, self.size) * self.scale * self.either


torch.jit.script(Fitting())


def shadowed():
    def int(value):
        return value * 0.5

    class Shadowed(nn.Module):
        def __init__(self):
            super().__init__()
            self.rate = int(1)

        def forward(self, x):
            return F.dropout(x, self.rate)

    return Shadowed()


torch.jit.script(shadowed())


class Products(nn.Module):
    def __init__(self, shape=(1, 1)):
        super().__init__()
        self.layer = nn.Linear(2, 2)
        self.product = math.prod(shape)
        self.real = math.prod([0.5, 2])
        self.parameters_of_it = sum(p.numel() for p in self.parameters())
        self.listed = sum([p.numel() for p in self.parameters() if p.requires_grad])
        self.norms = sum(p.norm().item() for p in self.parameters())

    def forward(self, x):
        F.dropout(x, self.product)  # error: [argument-type-mismatch]
        x = F.dropout(x, self.real / 2)
        F.dropout(x, self.parameters_of_it)  # error: [argument-type-mismatch]
        F.dropout(x, self.listed)  # error: [argument-type-mismatch]
        return x * self.norms


torch.jit.script(Products())
