# torch: >=1.13
"""Parameters whose default is no value of their type: None for a Tensor, and defaults of parameters without annotation."""
from typing import Optional

import torch
from torch import Tensor, nn


def exists(value):
    return value is not None


@torch.jit.script
def masked(x, mask=None):  # warning: [none-default-not-optional]
    if not exists(mask):
        return x
    return x.masked_fill(~mask, 0.0)


@torch.jit.script
def masked_annotated(x: Tensor, mask: Tensor = None):  # warning: [none-default-not-optional]
    return x.masked_fill(~mask, 0.0)


@torch.jit.script
def never_none(x, size=None):  # warning: [none-default-not-optional]
    if size is not None:
        return x
    return x.new(size)


class Positions(nn.Module):
    def forward(self, x, pos=None, start=None):  # warning: [none-default-not-optional], [none-default-not-optional]
        if not exists(pos):
            pos = torch.arange(x.shape[1], device=x.device)
        if exists(start):
            pos = pos - start[..., None]
        return pos


torch.jit.script(Positions())


def helper(x, mask=None):  # warning: [none-default-not-optional]
    return x


def optional_helper(x, mask: Optional[Tensor] = None):
    return x


def annotated_helper(x: Tensor, mask: Tensor = None):  # warning: [none-default-not-optional]
    return x


@torch.jit.ignore
def python_helper(x: Tensor, mask: Tensor = None) -> Tensor:
    return x


@torch.jit.script
def given(x):
    return helper(x, x) + helper(x, mask=x) + optional_helper(x) + optional_helper(x, None)


def left_out(x):
    return helper(x)  # error: [undefined-default]


try:
    torch.jit.script(left_out)
except RuntimeError:
    pass


def left_out_annotated(x):
    return annotated_helper(x)  # error: [undefined-default]


try:
    torch.jit.script(left_out_annotated)
except RuntimeError:
    pass


def none_given(x):
    return helper(x, None)  # error: [argument-type-mismatch]


try:
    torch.jit.script(none_given)
except RuntimeError:
    pass


class Block(nn.Module):
    def forward(self, x, mask=None):  # warning: [none-default-not-optional]
        return x


class Stack(nn.Module):
    def __init__(self):
        super().__init__()
        self.blocks = nn.Sequential(nn.Linear(4, 4), Block())  # error: [undefined-default]

    def forward(self, x):
        return self.blocks(x)


try:
    torch.jit.script(Stack())
except RuntimeError:
    pass


class Masked(nn.Module):
    def __init__(self):
        super().__init__()
        self.block = Block()

    def forward(self, x):
        return self.block(x, x)


torch.jit.script(Masked())


def mean(x, keepdim=True):  # error: [untyped-default]
    return x.mean([2, 3], keepdim=keepdim)  # error: [argument-type-mismatch]


try:
    torch.jit.script(mean)
except RuntimeError:
    pass
