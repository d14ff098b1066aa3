# torch: >=1.13
"""What stands under a test for a version or a feature may not be scripted at all."""
import sys

import torch
import torch.nn.functional as F
from torch import Tensor

HAS_FASTER = hasattr(torch, "no_such_function")

if hasattr(F, "no_such_attention"):

    @torch.jit.script
    def attend(x: Tensor):
        return F.no_such_attention(x)

else:

    @torch.jit.script
    def attend(x: Tensor):
        return x.softmax(-1)


if HAS_FASTER:

    @torch.jit.script
    def faster(x: Tensor):
        return torch.no_such_function(x)


if torch.__version__.startswith("0."):

    @torch.jit.script
    def old(x: Tensor, *rest):
        return x


if sys.version_info >= (3, 0):

    @torch.jit.script
    def new(x: Tensor):
        return x.nothing()  # error: [unknown-attribute]

else:

    @torch.jit.script
    def new(x: Tensor, *rest):
        return x


@torch.jit.script
def run(x: Tensor):
    return attend(x)
