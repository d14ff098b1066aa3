# torch: >=1.13
"""TypedDict, Protocol and numbers.Number in annotations: classes without what they describe."""
import numbers
from typing import Protocol, TypedDict

import torch


class Options(TypedDict):
    scale: float


class Sized(Protocol):
    size: int


@torch.jit.script
def unread(x: torch.Tensor, options: Options, sized: Sized):
    return x


@torch.jit.script
def indexed(x: torch.Tensor, options: Options):
    return x * options["scale"]  # error: [missing-operator-method]


@torch.jit.script
def attribute(x: torch.Tensor, sized: Sized):
    return x * sized.size  # error: [object-attribute-missing]


def scaled(x: torch.Tensor, factor: numbers.Number):
    return x


@torch.jit.script
def number(x: torch.Tensor):
    return scaled(x, 2)  # error: [argument-type-mismatch]
