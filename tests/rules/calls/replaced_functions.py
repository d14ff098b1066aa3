# torch: >=1.13
"""A name that is copied before it is bound anew keeps its value."""
import torch
from torch import Tensor
from torch.nn.functional import relu


def pick(x: Tensor):
    return x


_pick = pick
_relu = relu


def pick(x: Tensor):
    return _pick(x) + 1


def relu(x: Tensor):
    return _relu(x) * 2


@torch.jit.script
def run(x: Tensor):
    return pick(relu(x))


@torch.jit.script
def run_wrong(x: Tensor):
    return _pick(x).nothing()  # error: [unknown-attribute]
