# torch: >=1.13
"""Spellings of types that the compiler reads, and that must stay silent."""

import builtins
import enum
import typing
import typing as t
from typing import Any, Dict, List, NamedTuple, Optional, Text, Tuple, Union

import torch
import torch as th
from torch import Tensor, nn
from torch._jit_internal import BroadcastingList2

Vec = List[int]
Bare = List
Pair = Tuple[int, int]
Nested = Dict[str, Pair]
Number = Union[int, float]
NoneT = type(None)


class Point(NamedTuple):
    x: int
    y: Tensor


class Color(enum.Enum):
    RED = 1
    BLUE = 2


class Names:
    Inner = int
    Vec = List[int]


def plain(a: int, b: float, c: bool, d: str, e: complex, f: Tensor, g: None, h: Any, i: Text, j: list, k: tuple):
    return 1


def of_torch(a: torch.Tensor, b: th.Tensor, c: torch.device, d: torch.dtype, e: nn.Parameter, f: torch.Stream):
    return 1


def generics(a: List[int], b: list[int], c: Dict[str, Tensor], d: Tuple[()], e: Tuple[int], f: typing.List[int], g: t.Optional[t.List[int]]):
    return 1


def unions(a: Optional[Any], b: Union[int, None], c: Union[None, Tensor], d: Union[int], e: Union[Tensor, List[Tensor]]):
    return 1


def strings(a: "int", b: "List[int]", c: "typing.List[int]", d: List["int"], e: Optional["Point"], f: "Names.Vec", g: "Color"):
    return 1


def aliases(a: Vec, b: Bare[int], c: Nested, d: Number, e: NoneT, f: List[Vec], g: Dict[str, Pair], h: Names.Inner, i: Optional[Names.Vec]):
    return 1


def classes(a: Point, b: List[Point], c: Color, d: Dict[str, Color], e: builtins.int):
    return 1


def keys(a: Dict[float, int], b: Dict[torch.device, int], c: Dict[Tensor, int], d: Dict[Any, int], e: Dict[torch.dtype, int]):
    return 1


def odd(a: (int), b: List[ int ], c: Tuple[int, int,], d: Tuple [int, int], e: int(), f: BroadcastingList2[int], g: torch.futures.Future[int]):  # fmt: skip
    return 1


def over_lines(
    a: Dict[
        str,  # the key
        int,
    ],
    b: typing.Dict[str, int],
):
    return 1


def comment(a, b):
    # type: (typing.List[int], Optional[Vec]) -> int
    return 1


def captured():
    Local = List[int]

    def inner(xs: Local):
        return len(torch.jit.annotate(Local, [])) + len(xs)

    return inner


for function in (plain, of_torch, generics, unions, strings, aliases, classes, keys, odd, over_lines, comment, captured()):
    torch.jit.script(function)
