"""Defaults that are Python objects: classes, functions, a type behind a `=` that should have been a `:`."""
from typing import Optional

import torch
from torch import Tensor, nn


class Typo(nn.Module):
    def forward(self, x: Tensor, context=Optional[Tensor]):  # error: [untyped-default]
        return x


torch.jit.script(Typo())


@torch.jit.script
def of_a_type(x: Tensor, size=int):  # error: [untyped-default]
    return x


@torch.jit.script
def of_a_module(x: Tensor, layer=nn.ReLU()):  # error: [untyped-default]
    return x


@torch.jit.script
def of_a_function(x: Tensor, activation=torch.relu):  # error: [untyped-default]
    return x


@torch.jit.script
def twice(x: Tensor, context: Optional[Tensor] = Optional[Tensor]):  # error: [argument-type-mismatch]
    return x


@torch.jit.script
def float_of_a_class(x: Tensor, scale: float = nn.ReLU):  # error: [argument-type-mismatch]
    return x


@torch.jit.script
def of_a_tensor(x: Tensor, other=torch.zeros(1)):
    return x + other


@torch.jit.script
def of_a_constant(x: Tensor, kind: int = torch.float32):
    return x.to(kind)


@torch.jit.script
def none_is_false(x: Tensor, return_weights: bool = None):
    return x


@torch.jit.script
def none_is_no_number(x: Tensor, size: int = None):  # error: [none-default-not-optional]
    return x
