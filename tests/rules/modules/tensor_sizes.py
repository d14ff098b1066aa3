# torch: >=1.13
"""Sizes and elements of tensors that `__init__` makes."""
from typing import List

import torch
import torch.nn.functional as F
from torch import nn


class Sized(nn.Module):
    def __init__(self, count: int):
        super().__init__()
        self.weight = nn.Parameter(torch.ones(2, 3))
        self.register_buffer("table", torch.zeros((count, 4)))
        self.half = self.weight.shape[0] / 2
        self.rows = self.table.size(0)
        self.dims = self.table.dim()
        self.total = self.weight.numel()
        self.shape = torch.zeros(2, 3).shape
        self.last = torch.randn(self.shape)[0].size(-1)

    def forward(self, x):
        sizes: List[int] = self.shape  # error: [variable-type-change]
        F.dropout(x, self.rows)  # error: [argument-type-mismatch]
        F.dropout(x, self.dims)  # error: [argument-type-mismatch]
        F.dropout(x, self.total)  # error: [argument-type-mismatch]
        F.dropout(x, self.last)  # error: [argument-type-mismatch]
        return x.view(-1, self.half)  # error: [argument-type-mismatch]


torch.jit.script(Sized(4))


class Items(nn.Module):
    def __init__(self, rate: float, depth: int):
        super().__init__()
        self.rate = torch.linspace(0, rate, 3)[1].item()
        self.rates = [x.item() for x in torch.linspace(0, rate, depth)]
        self.numbers = torch.arange(depth).tolist()
        self.whole = torch.tensor([1, 2])[0].item()
        self.real = torch.tensor([1, 2.5]).sum().item()
        self.cast = torch.zeros(3, dtype=torch.long)[0].item()

    def forward(self, x):
        x = F.dropout(x, self.rate)
        x = F.dropout(x, self.rates[0])
        x = F.dropout(x, self.real)
        F.dropout(x, self.numbers[0])  # error: [argument-type-mismatch]
        F.dropout(x, self.whole)  # error: [argument-type-mismatch]
        F.dropout(x, self.cast)  # error: [argument-type-mismatch]
        return x.view(-1, self.rate)  # error: [argument-type-mismatch]


torch.jit.script(Items(0.5, 3))


class Grown(nn.Module):
    def __init__(self):
        super().__init__()
        weight = torch.ones(2)
        weight.unsqueeze_(0)
        self.size = 0.5 if weight.shape[0] == 1 else 2
        if weight.dim() == 2:
            self.rate = 0.5
        else:
            self.rate = 1

    def forward(self, x):
        return F.dropout(x, self.rate) * self.size


torch.jit.script(Grown())


class Branches(nn.Module):
    def __init__(self, wide: bool):
        super().__init__()
        if wide:
            weight = torch.zeros(4)
        else:
            weight = torch.zeros(2)
        self.weight = nn.Parameter(weight)
        self.rate = 0.5 if self.weight.shape[0] == 2 else 0.25

    def forward(self, x):
        return F.dropout(x + self.weight.sum(), self.rate)


torch.jit.script(Branches(False))
