# torch: >=1.13
"""Classes of torch that are written in Python would be compiled as types, and do not compile."""
from typing import Optional

import torch
from torch import Tensor, nn
from torch.distributions import Distribution, Normal


@torch.jit.script
def take(d: Normal, x: Tensor):  # error: [unknown-annotation]
    return x


class Prior(nn.Module):
    def __init__(self):
        super().__init__()
        self.prior = Normal(0.0, 1.0)

    @torch.jit.unused
    def posterior(self, x: Tensor) -> Normal:
        return Normal(x, x)

    def forward(self, x: Tensor) -> Tensor:
        return x


class Given(Prior):
    def forward(self, x: Tensor, prior: Optional[Distribution] = None) -> Tensor:  # error: [unknown-annotation]
        return x


torch.jit.script(Prior())
torch.jit.script(Given())
