# torch: >=1.13
"""What class bodies of modules hold: properties that calls make, functions, modules; forward that is no function."""
import functools

import torch
import torch.nn.functional as F
from torch import nn


def size(self):
    return 3


class NoGetter(nn.Module):
    k = property(None, lambda self, value: None)  # error: [property-without-getter]

    def forward(self, x):
        return x


torch.jit.script(NoGetter())


class Lambda(nn.Module):
    k = property(lambda self: 3)  # error: [property-without-getter]

    def forward(self, x):
        return x


class Derived(Lambda):
    def forward(self, x):
        return x + 1


torch.jit.script(Derived())


class Hidden(Lambda):
    k = 3

    def forward(self, x):
        return x + 1


torch.jit.script(Hidden())


class Unused(nn.Module):
    __jit_unused_properties__ = ["k"]
    k = property(lambda self: 3)

    def forward(self, x):
        return x


torch.jit.script(Unused())


class Named(nn.Module):
    k = property(size)

    def forward(self, x):
        return x


torch.jit.script(Named())


class Activation(nn.Module):
    act = F.relu
    module = nn.ReLU()
    other = nn.Tanh()
    unread = F.silu
    static = staticmethod(F.relu)

    def forward(self, x):
        return self.static(self.act(x))  # error: [class-attribute-not-scripted]

    @torch.jit.export
    def run(self, x):
        return x


torch.jit.script(Activation())


class Held(nn.Module):
    module = nn.ReLU()
    unread = nn.Tanh()

    def forward(self, x):
        return self.module(x)  # error: [class-attribute-not-scripted]


torch.jit.script(Held())


class Assigned(nn.Module):
    def __init__(self):
        super().__init__()
        self.forward = lambda x: x + 1  # error: [forward-patched]


torch.jit.script(Assigned())


def scaled(x, k: int):
    return x * k


linear = nn.Linear(2, 2)
linear.forward = functools.partial(scaled, k=2)  # error: [forward-patched]
torch.jit.script(linear)

later = nn.Linear(2, 2)
torch.jit.script(later)
later.forward = functools.partial(scaled, k=2)


class Layers(nn.ModuleList):
    def forward(self, x):
        return self[0](x) * len(self)  # error: [module-container-as-value]


torch.jit.script(Layers([nn.ReLU()]))


class Heads(nn.ModuleDict):
    def forward(self, x):
        if "a" in self:  # error: [module-container-as-value]
            x = x + 1
        return x


torch.jit.script(Heads({"a": nn.ReLU()}))


class Quiet(nn.ModuleList):
    def forward(self, x):
        for layer in self:
            x = layer(x)
        return x


class Outside(nn.Module):
    def __init__(self):
        super().__init__()
        self.layers = Quiet([nn.ReLU()])

    def forward(self, x):
        return x * len(self.layers)


torch.jit.script(Outside())
