# torch: >=1.13
"""Objects from outside, of classes with bases."""
import abc
from typing import Generic, Protocol, TypeVar

import torch

T = TypeVar("T")


class Box(Generic[T]):
    pass


class Named(metaclass=abc.ABCMeta):
    pass


class Sized(Protocol):
    pass


class Table(dict):
    pass


class Problem(Exception):
    pass


class Known:
    size = 3


box, named, table = Box(), Named(), Table()


@torch.jit.script
def read_box():
    return box  # error: [python-object]


@torch.jit.script
def read_named():
    return named  # error: [python-object]


@torch.jit.script
def read_table():
    return table  # error: [python-object]


@torch.jit.script
def raise_problem(x: torch.Tensor):
    if x.dim() > 2:
        raise Problem("too many")
    return x
