# torch: >=1.13
"""An Optional that is asked for its truth is told there, and not at each use that the test was to guard."""
from typing import Optional

import torch
from torch import Tensor


@torch.jit.script
def masked(x: Tensor, mask: Optional[Tensor] = None):
    if mask:  # error: [optional-truthiness]
        x = x * mask
    return x


@torch.jit.script
def early(x: Tensor, mask: Optional[Tensor] = None):
    if not mask:  # error: [optional-truthiness]
        return x
    return x * mask


@torch.jit.script
def both(x: int, n: Optional[int]):
    if n and x > n:  # error: [optional-truthiness]
        x = x + n
    return x


@torch.jit.script
def outside(x: int, n: Optional[int]):
    if n:  # error: [optional-truthiness]
        x = x + 1
    return x + n  # error: [optional-unchecked-use]
