# torch: >=1.13
"""Fields of scripted dataclasses: keyword-only ones, those that __init__ does not set, what is ordered."""
import dataclasses
from dataclasses import dataclass, field
from typing import List, NamedTuple, Optional, Tuple

import torch
from torch import Tensor


@torch.jit.script
@dataclass
class Marked:
    h: int
    _: dataclasses.KW_ONLY
    w: int = 1  # error: [dataclass-option]


@torch.jit.script
@dataclass
class MarkedBare:
    h: int
    _: dataclasses.KW_ONLY
    w: int


@torch.jit.script
@dataclass
class OneField:
    h: int
    w: int = field(default=2, kw_only=True)  # error: [dataclass-option]


@torch.jit.script
@dataclass(kw_only=True)
class OptedOut:
    h: int
    w: int = field(default=2, kw_only=False)


@torch.jit.script
@dataclass
class Unset:
    h: int
    w: int = field(init=False, default=3)  # error: [dataclass-option]


@torch.jit.script
@dataclass(order=True)
class Ordered:
    a: List[int]  # error: [dataclass-option]
    b: int


@torch.jit.script
@dataclass(order=True)
class OrderedPair:
    a: Tuple[int, int]  # error: [dataclass-option]


@torch.jit.script
@dataclass(order=True)
class OrderedValues:
    a: int
    b: float
    c: str
    d: Optional[int]
    e: Tensor


@torch.jit.script
@dataclass
class Unordered:
    a: List[int]
    b: Tuple[int, int]


class Shape(NamedTuple):
    x: Tensor
    DIM = 2


@torch.jit.script
def class_value(p: Shape) -> Tensor:
    return p.x * Shape.DIM  # error: [namedtuple-method]
