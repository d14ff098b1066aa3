# torch: >=1.13
"""Calls whose form the compiler looks at itself."""

from typing import List, Optional, Tuple

import torch
import torch.nn.functional as F
from torch import Tensor, nn


def helper():
    return 3


class Thing:
    def __init__(self):
        self.x = 1


@torch.jit.script
def accepted(x: Tensor, n: int, sizes: Tuple[int, int], numbers: List[int], maybe: Optional[int], device: str):
    a = torch.FloatTensor(n, n, 3)
    b = torch.LongTensor(numbers)
    c = torch.FloatTensor(2.0, device=device)
    d = torch.DoubleTensor(*sizes)
    e = torch.IntTensor()
    f = torch.FloatTensor(x)
    g = hasattr(Thing(), "x")
    h = torch.jit._unwrap_optional(maybe)
    return a, b, c, d, e, f, g, h, F.gelu(x)


def list_beside():
    return torch.LongTensor(1, [2])  # error: [legacy-tensor-constructor]


def keyword():
    return torch.LongTensor(size=[1, 2])  # error: [legacy-tensor-constructor]


def two_keywords():
    return torch.FloatTensor([1.0], dtype=torch.float, device="cpu")  # error: [legacy-tensor-constructor]


def floats():
    return torch.FloatTensor(1.0, 2.0)  # error: [legacy-tensor-constructor]


def text():
    return torch.FloatTensor("a")  # error: [legacy-tensor-constructor]


def no_index(x: Tensor):
    return x.__getitem__()  # error: [special-form-arguments]


def asked(name: str):
    return hasattr(Thing(), name)  # error: [dynamic-attribute]


def asked_in_condition(name: str):
    if hasattr(Thing(), f"{name}"):  # error: [dynamic-attribute]
        return 1
    return 0


def misplaced(x: Tensor):
    return torch.gelu(x)  # error: [torch-name-missing]


def misspelt(x: Tensor):
    return F.reluu(x)  # error: [torch-name-missing]


def unpacked(x: Tensor):
    a, b = helper  # error: [function-as-value]
    return a


def nothing() -> int:
    return torch.jit._unwrap_optional(None)  # error: [argument-type-mismatch]


def result_field(x: Tensor):
    return x.max(dim=1).value  # error: [namedtuple-method]


class WithoutSelf(nn.Module):
    @torch.jit.ignore
    def pick() -> int:  # error: [method-without-self]
        return 1

    def forward(self):
        return self.pick()


for refused in (
    list_beside,
    keyword,
    two_keywords,
    floats,
    text,
    no_index,
    asked,
    asked_in_condition,
    misplaced,
    misspelt,
    unpacked,
    nothing,
    result_field,
    WithoutSelf(),
):
    try:
        torch.jit.script(refused)
    except Exception:
        pass
