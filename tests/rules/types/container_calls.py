# torch: >=1.13
"""`dict(...)` and `list(...)` where an annotation asks for a Union or an Optional."""

from typing import Dict, List, Optional, Tuple, Union

import torch
from torch import Tensor


@torch.jit.script
def accepted(y: Dict[str, int], pair: Tuple[int, int], names: List[str]):
    a: Union[Dict[str, int], int] = dict(y)
    b: Optional[Dict[str, int]] = dict()
    c: Optional[Dict[str, int]] = dict(a=1)
    d: Union[List[int], List[str]] = list(pair)
    e: Union[Dict[str, Tensor], Dict[str, int]] = {name: 1 for name in names}
    f: List[int] = list()
    g: Union[Dict[str, Tensor], Dict[str, int]] = {"a": 1}
    g = dict(a=1)
    return a, b, c, d, e, f, g


def keywords():
    x: Union[Dict[str, Tensor], Dict[str, int]] = dict(a=1)  # error: [literal-annotation]
    return x


def empty():
    x: Union[Dict[str, Tensor], Dict[str, int], None] = dict()  # error: [literal-annotation]
    return x


def returned(y: Dict[str, int]) -> Union[Dict[str, Tensor], Dict[str, int]]:
    return dict(y)  # error: [literal-annotation]


def annotated(y: Dict[str, int]):
    return torch.jit.annotate(Union[Dict[str, Tensor], Dict[str, int]], dict(y))  # error: [literal-annotation]


def optional_list() -> Optional[List[int]]:
    return list()  # error: [literal-annotation]


for refused in (keywords, empty, returned, annotated, optional_list):
    try:
        torch.jit.script(refused)
    except Exception:
        pass
