"""Spellings of types that the compiler does not read."""

import typing
import typing as t
from collections import defaultdict
from typing import Any, Callable, Dict, List, NewType, Optional, Sequence, Tuple, TypeVar, Union

import numpy as np
import torch
from torch import Tensor, nn

T = TypeVar("T")
Id = NewType("Id", int)
Arrays = Optional[np.ndarray]
Forward = List["int"]
Act = Callable[[Tensor], Tensor]
Text = "str"
Of = Optional


def containers(
    a: dict,  # error: [container-annotation]
    b: Optional[set],  # error: [container-annotation]
    c: Dict[str, Sequence[int]],  # error: [container-annotation]
    d: defaultdict,  # error: [container-annotation]
    e: Tuple[int, typing.Iterable[int]],  # error: [container-annotation]
    f: Optional[List],  # error: [bare-container-annotation]
    g: Optional[list],  # error: [bare-container-annotation]
):
    return 1


def values(
    a: Optional[Act],  # error: [callable-annotation]
    b: List[Callable],  # error: [callable-annotation]
    c: Dict[str, T],  # error: [type-variable-annotation]
    d: Optional[Id],  # error: [type-variable-annotation]
    e: Arrays,  # error: [unknown-annotation]
    f: Union[Tensor, np.ndarray],  # error: [unknown-annotation]
    g: Optional[nn.Module],  # error: [module-parameter]
    h: List[torch.Size],  # error: [unknown-annotation]
    i: torch.cuda.FloatTensor,  # error: [unknown-annotation]
    j: Optional[object],  # error: [unknown-annotation]
):
    return 1


def spelled(
    a: t.Optional["Tensor"],  # error: [qualified-generic-annotation]
    b: t.Dict[str, None],  # error: [qualified-generic-annotation]
    c: typing.List[ int ],  # error: [qualified-generic-annotation]
    d: Of[None],  # error: [qualified-generic-annotation]
    e: "List['int']",  # error: [string-annotation]
    f: Forward,  # error: [string-annotation]
    g: Text,  # error: [string-annotation]
    h: "int | None",  # error: [string-annotation]
    i: t.Tuple[int, ...],  # error: [qualified-generic-annotation]
    j: Dict[Tuple[int, int], int],  # error: [dict-key-type]
    k: [int],  # error: [unknown-annotation]
    l: Any,
):  # fmt: skip
    return 1


for function in (containers, values, spelled):
    try:
        torch.jit.script(function)
    except Exception:
        pass
