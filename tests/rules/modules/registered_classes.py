# torch: >=1.13
"""Classes under decorators that give them back are what their names mean, as bases and where they are made."""
from typing import Callable, Dict, List, Type

import torch
from torch import nn

HEADS: Dict[str, Type[nn.Module]] = {}


def named(name: str) -> Callable:
    def wrap(cls):
        HEADS[name] = cls
        return cls

    return wrap


class Registry:
    def __init__(self):
        self.classes = {}

    def register_module(self, name=None):
        def wrap(cls):
            self.classes[name] = cls
            return cls

        return wrap


NECKS = Registry()


@named("plain")
class Head(nn.Module):
    def forward(self, xs: List[torch.Tensor]):
        return xs


@named("filtered")
class Filtered(Head):
    def forward(self, xs: List[torch.Tensor]):
        return [x for x in xs if x.size(0) > 1]  # error: [comprehension-condition]


@NECKS.register_module(name="neck")
class Neck(nn.Module):
    def __init__(self, drop: float = 0.0):
        super().__init__()
        self.drop = nn.Dropout(drop)

    def forward(self, x: torch.Tensor):
        return self.drop(x)


class Wide(Neck):
    def forward(self, x: torch.Tensor):
        return self.drop(x) * self.width  # error: [module-attribute-missing]


torch.jit.script(Filtered())
torch.jit.script(Wide())
torch.jit.script(Neck(0.5))


class Dropped(nn.Module):
    def __init__(self, rates):
        super().__init__()
        self.drops = nn.ModuleList(nn.Dropout(rate) for rate in rates)  # error: [constructor-int-for-float]

    def forward(self, x: torch.Tensor):
        for drop in self.drops:
            x = drop(x)
        return x


torch.jit.script(Dropped([0.5, 0]))
