# torch: >=1.13
"""Functions, modules and classes where they may stand: nothing to report."""

import math
import random
from math import inf
from typing import List, Optional

import torch
import torch.nn.functional as F
from torch import Tensor, nn

BIG = math.inf
activation = F.relu


def double(x):
    return x * 2


def make(function):
    def inner(x):
        return function(x)

    return inner


class Holder:
    def __init__(self):
        self.n = 1

    @staticmethod
    def twice(x):
        return x * 2


@torch.jit.script
def names(x):
    again = double
    other = again
    kind = Holder
    lib = torch
    x = other(activation(x)) + kind.twice(x) * inf + BIG
    return lib.relu(x)


@torch.jit.script
def in_branches(x, flag: bool):
    if flag:
        act = F.relu
        x = act(x)
    else:
        act = F.gelu
        x = act(x)
    for _ in range(3):
        act = torch.tanh
        x = act(x)
    return x


@torch.jit.script
def decided_while_compiling(x, other: Optional[Tensor]):
    if torch.jit.is_scripting():
        act = F.relu
    else:
        act = F.gelu
    return act(x)


@torch.jit.script
def rebound_at_the_top(x):
    act = F.relu
    x = act(x)
    act = F.gelu
    return act(x)


@torch.jit.script
def iterators(xs: List[int]):
    total = 0
    steps = range(3)
    pairs = zip(xs, xs)
    for i in steps:
        total += i
    for a, b in pairs:
        total += a * b
    return total


@torch.jit.script
def methods(xs: List[Tensor]):
    out: List[Tensor] = []
    add = out.append
    for x in xs:
        relu = x.relu
        add(relu())
    return out


@torch.jit.script
def exceptions(x):
    if x.dim() > 3:
        error = ValueError
        raise error("too many")
    problem = ValueError("too many")
    if x.dim() > 2:
        raise problem
    return x


@torch.jit.script
def fork(x):
    future = torch.jit.fork(double, x)
    return torch.jit.wait(future)


captured = torch.jit.script(make(F.relu))


class Net(nn.Module):
    def __init__(self, smooth: bool = False):
        super().__init__()
        self.act = F.gelu if smooth else F.relu
        self.a = nn.ModuleList([nn.ReLU(), nn.Tanh()])
        self.b = nn.ModuleList([nn.ReLU(), nn.Tanh()])
        self.last = nn.Identity()
        self.scale = random.random()

    def forward(self, x, flag: bool):
        layers = self.a
        if flag:
            for layer in layers:
                x = layer(x)
        else:
            for layer in self.b:
                x = layer(x)
        for first, second in zip(self.a, self.b):
            x = second(first(x))
        if self.last is not None:
            x = self.last(x)
        last = self.last
        return self.act(last(x)) * self.scale


torch.jit.script(Net())
