# torch: >=1.13
"""Globals that are `None` where an import fails: no value, whichever they are."""

from typing import Final

import torch
import torch.nn.functional as F
from torch import Tensor, nn

try:
    from no_such_package import fast_gelu
except ImportError:
    fast_gelu = None
try:
    import no_such_package
except ImportError:
    no_such_package = None
try:
    from no_such_package import own_gelu
except ImportError:

    def own_gelu(x: Tensor):
        return F.gelu(x)


class Fused(nn.Module):
    def forward(self, x: Tensor) -> Tensor:
        if fast_gelu is not None:  # error: [undefined-name]
            return fast_gelu(x)
        return F.gelu(x)


class Truth(nn.Module):
    def forward(self, x: Tensor) -> Tensor:
        return fast_gelu(x) if fast_gelu else F.gelu(x)  # error: [undefined-name]


@torch.jit.script
def by_module(x: Tensor) -> Tensor:
    if no_such_package is None:  # error: [undefined-name]
        return x
    return no_such_package.gelu(x)


@torch.jit.script
def shadowed(x: Tensor, fast_gelu: bool) -> Tensor:
    if fast_gelu:
        return x
    return x + 1


@torch.jit.script
def replaced(x: Tensor) -> Tensor:
    return own_gelu(x)


class Decided(nn.Module):
    fused: Final[bool]

    def __init__(self):
        super().__init__()
        self.fused = fast_gelu is not None

    def forward(self, x: Tensor) -> Tensor:
        if self.fused:
            return fast_gelu(x)
        return F.gelu(x)


torch.jit.script(Fused())
torch.jit.script(Truth())
torch.jit.script(Decided())
