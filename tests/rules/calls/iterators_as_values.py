# torch: >=1.13
"""enumerate() and zip() of tuples, items() of containers: they can be iterated, and are no values. Optionals given to a Sequential."""
from typing import Optional, Tuple

import torch
from torch import Tensor, nn


@torch.jit.script
def returned(x: int):
    return enumerate((x, 2))  # error: [range-as-value]


@torch.jit.script
def counted():
    return len(enumerate((1, 2)))  # error: [range-as-value]


@torch.jit.script
def looped(x: Tuple[int, int]) -> int:
    total = 0
    for i, part in enumerate(x):
        total += i * part
    return total


class Base(nn.Module):
    def __init__(self):
        super().__init__()
        self.heads = nn.ModuleDict({"a": nn.Linear(2, 2)})
        self.stem = nn.Sequential(nn.Linear(2, 2), nn.ReLU())


class Items(Base):
    def forward(self, x: Tensor):
        return self.heads.items()  # error: [range-as-value]


class Named(Base):
    def forward(self, x: Tensor):
        return self.heads.named_children()  # error: [range-as-value]


class Loop(Base):
    def forward(self, x: Tensor):
        for name, head in self.heads.items():
            x = head(x)
        names = self.heads.keys()
        return x


class Given(Base):
    def forward(self, x: Tensor, mask: Optional[Tensor] = None):
        return self.stem(mask)  # error: [optional-unchecked-use]


torch.jit.script(Items())
torch.jit.script(Named())
torch.jit.script(Loop())
torch.jit.script(Given())
