# torch: >=1.13
"""torch.jit.Final, and broadcasting lists elsewhere than on parameters."""
from typing import List, Optional

import torch
from torch import Tensor, nn
from torch._jit_internal import BroadcastingList2
from torch._jit_internal import BroadcastingList2 as Both
from torch.jit import Final


class Finals(nn.Module):
    k: Final[int]
    act: torch.jit.Final[nn.Module]  # error: [module-attribute-annotation]
    size: Optional[BroadcastingList2[int]]

    def __init__(self):
        super().__init__()
        self.k = 2
        self.act = nn.ReLU()
        self.size = None

    def forward(self, x: Tensor) -> Tensor:
        a: Final[int] = 3  # error: [final-annotation]
        b: torch.jit.Final = 3  # error: [final-annotation]
        c: List[Final[int]] = [3]  # error: [final-annotation]
        d = torch.jit.annotate(Final[int], 3)  # error: [final-annotation]
        return x * self.k


def parameter(x: Tensor, k: Final[int]) -> Tensor:  # error: [final-annotation]
    return x


def lists(x: Tensor, k: BroadcastingList2[int] = 2, one: BroadcastingList2[int] = True) -> Tensor:
    a: BroadcastingList2[int] = [1, 2]  # error: [broadcasting-list-annotation]
    b = torch.jit.annotate(BroadcastingList2[int], [1, 2])  # error: [broadcasting-list-annotation]
    c: Optional[BroadcastingList2[int]] = None
    return x


def tuples(x: Tensor, k: BroadcastingList2[int] = (2, 2)) -> Tensor:  # error: [argument-type-mismatch]
    return x


def reals(x: Tensor, k: BroadcastingList2[int] = 2.0) -> Tensor:  # error: [argument-type-mismatch]
    return x


def other_name(x: Tensor, k: Optional[Both[int]] = None) -> Tensor:
    return x


def calls(x: Tensor) -> Tensor:
    return tuples(x) + reals(x) + lists(x) + other_name(x) + other_name(x, 2)  # error: [argument-type-mismatch]


torch.jit.script(Finals())
torch.jit.script(parameter)
torch.jit.script(calls)
