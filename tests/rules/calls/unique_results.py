# torch: >=1.13
"""torch.unique gives one to three tensors, as two constant flags say."""
import torch
from torch import Tensor


@torch.jit.script
def values(x: Tensor):
    return torch.unique(x, dim=0).abs()


@torch.jit.script
def one(x: Tensor):
    found, where = torch.unique(x)  # error: [not-unpackable]
    return found


@torch.jit.script
def inverse(x: Tensor):
    found, where = torch.unique(x, True, True)
    return found + where


@torch.jit.script
def counts(x: Tensor):
    return torch.unique_consecutive(x, return_counts=True).sum()  # error: [unknown-attribute]


@torch.jit.script
def all_three(x: Tensor):
    found, where, counts = torch.unique(x, return_counts=True, return_inverse=True)
    return found + where + counts


@torch.jit.script
def open_flag(x: Tensor, counted: bool):
    return torch.unique(x, return_inverse=True, return_counts=counted)  # error: [dynamic-dispatch-flag]
