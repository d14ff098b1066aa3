# torch: >=1.13
"""Names of a file that are set on several paths, functions that are defined twice, and indices of what has no known type."""
import typing
from typing import Optional

import torch
import torch.fx
import torch.nn.functional as F

try:
    import xformers_not_installed

    HAS_EXTENSION = True
except ImportError:
    HAS_EXTENSION = False


def flag(x):
    if HAS_EXTENSION:  # error: [python-global]
        return x
    return x + 1


try:
    torch.jit.script(flag)
except RuntimeError:
    pass


def twice(x):
    import os

    return x


def twice(x):
    return x + 1


@torch.jit.script
def uses_the_last(x):
    return twice(x)


def thrice(x):
    return x


def thrice(x):
    import os  # error: [import-in-function]

    return x


try:
    torch.jit.script(thrice)
except Exception:
    pass


def asks_module(x):
    if hasattr(torch, "fft"):  # error: [hasattr-of-value]
        return x
    return x + 1


try:
    torch.jit.script(asks_module)
except RuntimeError:
    pass


def asks_functional(x):
    if hasattr(F, "gelu"):  # error: [hasattr-of-value]
        return x
    return x + 1


try:
    torch.jit.script(asks_functional)
except RuntimeError:
    pass


def unknown_of(x):
    return torch.fft.rfft(x)


@torch.jit.script
def ends(x, k: int):
    y = unknown_of(x)
    y = y[..., :-k]
    return y[..., None]


@torch.fx.wrap
def scaled(x: torch.Tensor, scale: float):
    return x * scale


@torch.jit.script
def scales(x):
    return scaled(x, 2.0)


def scales_by_int(x):
    return scaled(x, 2)  # error: [argument-type-mismatch]


try:
    torch.jit.script(scales_by_int)
except RuntimeError:
    pass


def decided(x):
    if not typing.TYPE_CHECKING and torch.jit.is_scripting():
        layout: Optional[int] = None
    else:
        layout: Optional[torch.layout] = None
    return x


torch.jit.script(decided)


def undecided(x):
    if x.is_sparse:
        layout: Optional[torch.layout] = None  # error: [unknown-annotation]
    return x


try:
    torch.jit.script(undecided)
except Exception:
    pass


COUNTING = False


def count(value):
    global COUNTING
    COUNTING = value


def counting() -> bool:
    return COUNTING  # error: [python-global]


try:
    torch.jit.script(counting)
except RuntimeError:
    pass


LIMIT = 1.0


def set_limit(value):
    global LIMIT
    LIMIT = value


set_limit(torch.inf if hasattr(torch, "inf") else float("inf"))


def limit() -> float:
    return LIMIT


torch.jit.script(limit)
