# torch: >=1.13
"""Definitions of which a condition leaves one, and conditions on the version of Python."""
import sys

import torch
from torch import nn

FAST = True

if FAST:

    def act(x):
        return (lambda v: v)(x)  # error: [lambda]

else:

    def act(x):
        return x + 1


if sys.version_info >= (3, 0):

    def power(x):
        return x * 2

else:

    def power(x):
        return {x}


if sys.version_info[0] == 2:

    def name(x):
        return [y for y in x if y > 0]

else:

    def name(x):
        return x


class Net(nn.Module):
    if FAST:

        def run(self, x):
            return x.nope  # error: [argument-type-mismatch]

    else:

        def run(self, x):
            return x

    def forward(self, x):
        return self.run(power(name(x)))


torch.jit.script(Net())


@torch.jit.script
def activated(x):
    return act(x)
