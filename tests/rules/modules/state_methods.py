"""The type of a state without annotation comes from `__getstate__`."""
import torch
from torch import nn


class Untyped(nn.Module):
    def forward(self, x):
        return x

    @torch.jit.export
    def __setstate__(self, state):  # error: [state-methods]
        self.training = True


torch.jit.script(Untyped())


class Typed(nn.Module):
    def forward(self, x):
        return x

    @torch.jit.export
    def __setstate__(self, state: int):
        self.training = True


torch.jit.script(Typed())
