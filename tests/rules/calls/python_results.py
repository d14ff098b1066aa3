# torch: >=1.13
"""What calls into Python give, and names of Python's modules as values."""
import io
from itertools import groupby

import numpy as np
import torch
from torch import nn

CONFIGS = {}


def scan():
    global CONFIGS
    CONFIGS = {name: config for name, config in sorted(CONFIGS.items())}


LEVEL = 1


def set_level(level):
    global LEVEL
    LEVEL = level


@torch.jit.script
def pairs(word):
    found = set()  # warning: [python-object-call]
    previous = word[0]
    for char in word[1:]:
        found.add((previous, char))  # error: [argument-type-mismatch]
        previous = char
    return previous


@torch.jit.script
def groups(number):
    grouped = groupby(number)  # warning: [python-object-call]
    return [key + values for key, values in grouped]  # error: [not-unpackable]


@torch.jit.script
def backwards(layers):
    total = layers
    for width, height in reversed(layers):  # error: [not-unpackable]
        total = total + width * height
    return total


@torch.jit.script
def two_results(x):
    keys, values = groupby(x)  # warning: [python-object-call]
    return keys + values


@torch.jit.script
def dict_of_tensor(x):
    copied = dict(x)  # error: [not-unpackable]
    return copied


@torch.jit.script
def stored(x):
    buffer = io.BytesIO()  # warning: [python-object-call]
    torch.save(x, buffer)  # error: [argument-type-mismatch]
    return x


@torch.jit.script
def release():
    major, *rest = torch.__version__.split(".")  # error: [starred-list-unpack]
    return major


@torch.jit.script
def seeded(seed):
    if seed is np.random:  # error: [python-object]
        return torch.ones(1)
    return seed


@torch.jit.script
def names():
    return list(CONFIGS.keys())  # error: [python-global]


@torch.jit.script
def at_level(x):
    if LEVEL == 1:  # error: [python-global]
        return x
    return x + 1


@torch.jit.script
def is_parallel(model):
    if isinstance(model, nn.DataParallel):  # error: [isinstance-type]
        return 1
    return 2
