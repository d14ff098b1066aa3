# torch: >=1.13,<2.0
"""Modules of torch that came later, and what they hold."""

import torch
from torch import Tensor


@torch.jit.script
def compiling(x: Tensor):
    return x if torch.compiler.is_compiling() else x + 1  # error: [torch-name-missing]


@torch.jit.script
def tracing(x: Tensor):
    return x if torch._dynamo.is_compiling() else x + 1  # error: [torch-name-missing]


@torch.jit.script
def mapped(x: Tensor):
    return torch.func.vmap(x)  # error: [torch-name-missing]


@torch.jit.script
def asked(x: Tensor):
    if not torch.jit.is_scripting() and torch._utils.is_compiling():  # error: [torch-name-missing]
        return x
    return x + 1


@torch.jit.script
def guarded(x: Tensor):
    if torch.jit.is_scripting():
        return x
    else:
        return torch.compiler.disable(x)
