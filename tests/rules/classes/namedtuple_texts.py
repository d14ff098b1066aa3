# torch: >=2.6
"""NamedTuples with types written as strings, and of one name."""

from collections import namedtuple
from typing import List, NamedTuple, Optional

import torch
from torch import Tensor


class Written(NamedTuple):
    a: "int"
    b: "Optional[Tensor]"
    c: "List[str]"


class Wrong(NamedTuple):
    a: Tensor
    b: "Nowhere"  # error: [namedtuple-field]


Same = namedtuple("Out", ["x"])
Again = namedtuple("Out", ["x"])
Other = namedtuple("Out", ["y"])


@torch.jit.script
def accepted(x: Tensor, written: Written) -> int:
    print(Same(x).x, Again(x).x, written.c[0].upper())
    made = Written(1, x, [])
    b = made.b
    if b is not None:
        print(b.size(0))
    return made.a + written.a


def field(wrong: Wrong):
    return wrong.a


def number(written: Written):
    return written.a.upper()  # error: [unknown-attribute]


def redefined(x: Tensor):
    same = Same(x)
    return Other(same.x)  # error: [namedtuple-redefined]


for refused in (field, number, redefined):
    try:
        torch.jit.script(refused)
    except Exception:
        pass
