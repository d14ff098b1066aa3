# torch: >=1.13
"""A class derived from Tensor is a Tensor to the compiler; a class of Python's library is no type."""
import re

import torch


class Meta(torch.Tensor):
    pass


class Deep(Meta):
    pass


@torch.jit.script
def taken(x: Meta) -> Deep:
    return x + 1


@torch.jit.script
def tested(x):
    if isinstance(x, Deep):
        return x.entries  # error: [argument-type-mismatch]
    return x


@torch.jit.script
def matched(x: re.Match):  # error: [unknown-annotation]
    return 1
