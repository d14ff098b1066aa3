# torch: >=1.13
"""Iterators, views and dicts of the collections module as attributes, and counters of classes."""
import collections
from typing import Dict

import torch
from torch import nn


class Views(nn.Module):
    def __init__(self, sizes: Dict[str, int]):
        super().__init__()
        self.names = sizes.keys()
        self.listed = list(sizes.keys())

    def forward(self, x: torch.Tensor):
        total = len(self.listed)
        for name in self.names:  # error: [unsupported-attribute-type]
            total += len(name)
        return x * total


torch.jit.script(Views({"a": 1}))


class Pairs(nn.Module):
    def __init__(self):
        super().__init__()
        self.pairs = zip([1, 2], [3.0, 4.0])
        self.rows = [row for row in zip([1, 2], [3.0, 4.0])]

    def forward(self, x: torch.Tensor):
        for a, b in self.rows:
            x = x * a * b
        for a, b in self.pairs:  # error: [unsupported-attribute-type]
            x = x * a
        return x


torch.jit.script(Pairs())


class Grouped(nn.Module):
    def __init__(self):
        super().__init__()
        self.groups = collections.defaultdict(list)
        self.ordered = collections.OrderedDict([("a", 1)])

    def forward(self, x: torch.Tensor):
        self.groups["a"].append(x)  # error: [empty-container-attribute]
        return x * self.ordered["a"]


torch.jit.script(Grouped())


class Counted(nn.Module):
    count = 0

    def forward(self, x: torch.Tensor):
        Counted.count += 1  # error: [python-global]
        return x


torch.jit.script(Counted())
