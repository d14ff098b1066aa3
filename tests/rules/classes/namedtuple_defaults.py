# torch: >=1.13
"""Defaults of the fields of NamedTuples, which calls match as arguments, and types of fields."""
import collections
from typing import Dict, List, NamedTuple, Optional, Tuple

import torch
from torch import Tensor


class Fits(NamedTuple):
    a: Tensor
    b: float = 1.0
    c: List[int] = [1, 2]
    d: Optional[Tensor] = None
    e: Tuple[int, str] = (1, "a")
    f: Optional[int] = 3
    g: List[int] = (1, 2)
    h: torch.device = torch.device("cpu")
    i: Dict[str, int] = {"a": 1}


class Number(NamedTuple):
    a: Tensor
    b: float = 1


class Maybe(NamedTuple):
    a: Tensor
    b: Optional[float] = 1


class Nothing(NamedTuple):
    a: Tensor = None


class Pair(NamedTuple):
    a: Tensor
    b: Tuple[float, float] = (0, 1)


class EmptyList(NamedTuple):
    a: Tensor
    b: List[int] = []  # error: [namedtuple-field]


class EmptyInside(NamedTuple):
    a: Tensor
    b: Tuple[Dict[str, int], int] = ({}, 1)  # error: [namedtuple-field]


class Types(NamedTuple):
    a: list  # error: [bare-container-annotation]
    b: Tuple[int, ...]  # error: [variable-length-tuple]
    c: List["int"]  # error: [string-annotation]
    d: dict  # error: [container-annotation]
    e: Dict[Tuple[int, int], int]  # error: [dict-key-type]


Made = collections.namedtuple("Made", ["a", "b"], defaults=[None])
Short = collections.namedtuple("Short", "a b", defaults=(None,))


@torch.jit.script
def accepted(x: Tensor) -> Tensor:
    return Fits(x).a + Number(x, 2.0).a + Maybe(x, None).a + Nothing(x).a + Pair(x, (0.0, 1.0)).a + Made(x, x).a


def numbers(x: Tensor) -> Tensor:
    return Number(x).a  # error: [field-type-mismatch]


def options(x: Tensor) -> Tensor:
    return Maybe(x).a  # error: [field-type-mismatch]


def nothing(x: Tensor) -> Tensor:
    return Nothing().a  # error: [field-type-mismatch]


def pairs(x: Tensor) -> Tensor:
    return Pair(a=x).a  # error: [field-type-mismatch]


def made(x: Tensor) -> Tensor:
    return Short(x).a  # error: [field-type-mismatch]


def empty(x: EmptyList) -> Tensor:
    return x.a


def inside(x: EmptyInside) -> Tensor:
    return x.a


def types(x: Types) -> int:
    return 1


torch.jit.script(numbers)
torch.jit.script(options)
torch.jit.script(nothing)
torch.jit.script(pairs)
torch.jit.script(made)
torch.jit.script(empty)
torch.jit.script(inside)
torch.jit.script(types)
