# torch: >=1.13
"""What an enclosing function was called with is no value in compiled code, whatever it is."""

import threading
from enum import Enum

import torch
from torch import nn


class Mode(Enum):
    TRAIN = 1
    TEST = 2


LOCK = threading.Lock()


def scale(x, k: int):
    return x * k


def operands(eps):
    def run(x):
        y = x * eps  # error: [python-global]
        return y - 1

    return torch.jit.script(run)


operands(0.5)


def keywords(eps):
    def run(x):
        return torch.clamp(x, min=eps)  # error: [python-global]

    return torch.jit.script(run)


keywords(0.5)


def arguments(times):
    def run(x):
        return scale(x, times)  # error: [python-global]

    return torch.jit.script(run)


arguments(3)


def bounds(size):
    class Crop(nn.Module):
        def forward(self, x):
            return x[:size]  # error: [python-global]

    return torch.jit.script(Crop())


bounds(2)


def indices(row):
    def run(x):
        return x[row]  # error: [python-global]

    return torch.jit.script(run)


indices(0)


def conditions(deep):
    class Branch(nn.Module):
        def forward(self, x):
            if deep:  # error: [python-global]
                x = x * 2
            return x

    return torch.jit.script(Branch())


conditions(True)


def counts(depth):
    class Repeat(nn.Module):
        def forward(self, x):
            for i in range(depth):  # error: [python-global]
                x = x + i
            return x

    return torch.jit.script(Repeat())


counts(3)


def updates(step):
    def run(x):
        x += step  # error: [python-global]
        return x

    return torch.jit.script(run)


updates(1)


@torch.jit.script
def locked(x):
    with LOCK:  # error: [with-statement]
        return x * 2


def compared(mode):
    def run(x, given: Mode):
        if given == mode:
            return x
        return -x

    return torch.jit.script(run)


compared(Mode.TEST)


def listed(mode):
    def run(x):
        modes = [mode]
        return x * len(modes)

    return torch.jit.script(run)


listed(Mode.TEST)


def called(function):
    def run(x):
        return function(x)

    return torch.jit.script(run)


called(torch.relu)
