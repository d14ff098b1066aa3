# torch: >=1.13
"""Methods and functions that stay in Python, kept as attributes."""
import inspect

import torch
import torch.nn.functional as F
from torch import Tensor, nn


class Doubled(torch.autograd.Function):
    @staticmethod
    def forward(ctx, x):
        return x * 2

    @staticmethod
    def backward(ctx, grad):
        return grad * 2


class Base(nn.Module):
    def forward(self, x: Tensor):
        return x


class Bound(Base):
    def __init__(self):
        super().__init__()
        self.inner = super().forward

    def forward(self, x: Tensor):
        return self.inner(x)  # error: [unsupported-attribute-type]


class Applied(nn.Module):
    def __init__(self):
        super().__init__()
        self.double = Doubled.apply

    def forward(self, x: Tensor):
        return self.double(x)  # error: [unsupported-attribute-type]


class Overloaded(nn.Module):
    def __init__(self):
        super().__init__()
        self.up = F.interpolate

    def forward(self, x: Tensor):
        return self.up(x, scale_factor=2.0)  # error: [unsupported-attribute-type]


class Made(nn.Module):
    def __init__(self, loss):
        super().__init__()
        self.loss = loss() if inspect.isclass(loss) else loss

    def forward(self, x: Tensor):
        return self.loss(x, x)  # error: [argument-type-mismatch]


class Uncalled(nn.Module):
    def __init__(self):
        super(Uncalled, self).__init__
        self.scale = 2.0  # error: [missing-super-init]

    def forward(self, x: Tensor):
        return x * self.scale


torch.jit.script(Bound())
torch.jit.script(Applied())
torch.jit.script(Overloaded())
torch.jit.script(Made(nn.ReLU()))
torch.jit.script(Uncalled())
