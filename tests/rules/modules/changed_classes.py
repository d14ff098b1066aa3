# torch: >=1.13
"""Classes and instances that code changes outside of class bodies and in roundabout ways."""
import functools
import os
import sys
from typing import Final, Optional

import torch
from torch import nn


def wrapped(init):
    @functools.wraps(init)
    def inner(self, *args, **kwargs):
        init(self, *args, **kwargs)
        self.settings = 2

    return inner


class WrappedInit(nn.Module):
    @wrapped
    def __init__(self, scale=1):
        super().__init__()
        self.scale = scale

    def forward(self, x):
        return x * self.scale * self.settings * self.missing  # error: [module-attribute-missing]


torch.jit.script(WrappedInit(scale=2))


class StoredSuper(nn.Module):
    def __init__(self):
        above = super()
        above.__init__()
        self.scale = 1

    def forward(self, x):
        return x * self.scale


torch.jit.script(StoredSuper())


class StoredInit(nn.Module):
    def __init__(self):
        init = super().__init__
        init()
        self.scale = 1

    def forward(self, x):
        return x * self.scale


torch.jit.script(StoredInit())


def with_helper(cls):
    def helper(self, x):
        return x

    cls.helper = helper
    return cls


@with_helper
class Decorated(nn.Module):
    def __init__(self):
        super().__init__()
        self.scale = 1

    def forward(self, x):
        return self.helper(x) * self.scale


torch.jit.script(Decorated())


class Patched(nn.Module):
    def forward(self, x):
        return self.helper(x)


def patch(self, x):
    return x


Patched.helper = patch
torch.jit.script(Patched())


class IgnoredLater(nn.Module):
    def aux(self, x: torch.Tensor) -> torch.Tensor:
        return max({1, 2}) * x

    aux = torch.jit.ignore(aux)

    def forward(self, x):
        return self.aux(x)


torch.jit.script(IgnoredLater())


class StoredRegistration(nn.Module):
    def __init__(self):
        super().__init__()
        add = self.add_module
        add("fc", nn.Linear(2, 2))
        register = getattr(self, "register_buffer")
        register("bias", torch.ones(2))

    def forward(self, x):
        return self.fc(x) + self.bias


torch.jit.script(StoredRegistration())


class Lending(nn.Module):
    def __init__(self, inner):
        super().__init__()
        self.inner = inner

    def __getattr__(self, name):
        try:
            return super().__getattr__(name)
        except AttributeError:
            return getattr(self.inner, name)

    def forward(self, x):
        return self.inner(x) * self.in_features


torch.jit.script(Lending(nn.Linear(2, 2)))


class Started(nn.Module):
    def __init__(self):
        super().__init__()
        self.fc = nn.Linear(2, 2)
        super().__init__()

    def forward(self, x):
        return self.fc(x)  # error: [module-attribute-missing]


torch.jit.script(Started())


class Indexed(nn.Module):
    at: Final[int]

    def __init__(self):
        super().__init__()
        self.at = 1
        self.steps = nn.ModuleList([nn.Linear(2, 2), nn.ReLU()])

    def forward(self, x):
        return self.steps[self.at](self.steps[-self.at](x))


torch.jit.script(Indexed())


class IndexedByVariable(Indexed):
    def forward(self, x):
        at = self.at
        return self.steps[at](x)  # error: [module-container-index]


torch.jit.script(IndexedByVariable())


class Identity(nn.Module):
    def forward(self, x):
        return x


chosen = None
if len(sys.argv) < 100:
    chosen = Identity()
torch.jit.script(chosen)

loaded = "model.pt"
if not os.path.exists(loaded):
    loaded = Identity()
torch.jit.script(loaded)


def doubled(self, x):
    return x * self.scale


replaced = StoredSuper()
replaced.forward = doubled
torch.jit.script(replaced)


class Chosen(nn.Module):
    def __init__(self, cls):
        super().__init__()
        if issubclass(cls, nn.ReLU):
            self.act = cls()

    def forward(self, x):
        return self.act(x)  # error: [module-attribute-missing]


torch.jit.script(Chosen(nn.GELU))


class Annotated(nn.Module):
    def __init__(self):
        super().__init__()
        self.last = None

    def forward(self, x):
        self.last = x
        return x


Annotated.__annotations__ = {"last": Optional[torch.Tensor]}
torch.jit.script(Annotated())
