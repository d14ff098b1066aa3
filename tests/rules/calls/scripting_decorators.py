# torch: >=1.13
"""Decorators of the file that script what they are given, and names that are made without being written."""
import torch
import torch.nn.functional as F


def helper(x):
    ys = [y for y in x if y.sum() > 0]  # error: [comprehension-condition]
    return ys[0]


def jit(function):
    return torch.jit.script(function)


@jit
def decorated(x):
    return helper(x)


globals()["activation"] = F.relu


@torch.jit.script
def activated(x):
    return activation(x)
