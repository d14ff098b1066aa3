# torch: >=1.13
"""Names that modules of torch do not have."""
import torch
from torch import linalg as algebra


@torch.jit.script
def function(x: torch.Tensor):
    return torch.linalg.longest(x)  # error: [torch-name-missing]


@torch.jit.script
def by_alias(x: torch.Tensor):
    return algebra.longest(x)  # error: [torch-name-missing]


@torch.jit.script
def gone(x: torch.Tensor):
    return torch.irfft(x, 1)  # error: [torch-name-missing]


@torch.jit.script
def dtype(x: torch.Tensor):
    return x.to(torch.float33)  # error: [torch-name-missing]


@torch.jit.script
def reduced(x: torch.Tensor, reduction):
    return torch.nn.functional._Reduction.get_enum(reduction)  # error: [argument-type-mismatch]


@torch.jit.script
def known(x: torch.Tensor, reduction: str):
    if torch.nn._reduction.get_enum(reduction) == 0:
        return x
    return torch.linalg.norm(x) + torch.special.expit(x)
