# torch: >=1.13
"""Modules and what they hold, used as values."""
import functools

import torch
from torch import nn


class Bag(nn.Module):
    def __init__(self):
        super().__init__()
        self.items = nn.ModuleList([nn.ReLU()])

    def __len__(self):
        return len(self.items)

    def forward(self, x):
        return x


class Measured(nn.Module):
    def __init__(self):
        super().__init__()
        self.bag = Bag()

    def forward(self, x):
        return x * len(self.bag)  # error: [module-not-a-container]


torch.jit.script(Measured())


class Counted(nn.Module):
    def __init__(self):
        super().__init__()
        self.bag = Bag()

    def forward(self, x):
        return x * len(self.bag.items)


torch.jit.script(Counted())


class Listed(nn.Module):
    def __init__(self):
        super().__init__()
        self.layers = nn.ModuleList([nn.Linear(2, 2), nn.Linear(2, 2)])

    def forward(self, x):
        for layer in list(self.layers):
            x = layer(x)  # error: [module-as-value]
        return x


torch.jit.script(Listed())


class Steps(nn.Module):
    def __init__(self):
        super().__init__()
        self.steps = range(3)

    def forward(self, x):
        for step in self.steps:  # error: [unsupported-attribute-type]
            x = x + step
        return x


torch.jit.script(Steps())


class StepList(nn.Module):
    def __init__(self):
        super().__init__()
        self.steps = [i * 2 for i in range(3)]
        self.more = list(range(3))

    def forward(self, x):
        for step in self.steps:
            x = x + step
        for step in self.more:
            x = x + step
        return x


torch.jit.script(StepList())


class Functions(nn.Module):
    def __init__(self):
        super().__init__()
        self.acts = [torch.relu, torch.tanh]

    def forward(self, x):
        return self.acts[0](x)  # error: [unsupported-attribute-type]


torch.jit.script(Functions())


class Indexed(nn.Module):
    def __init__(self, options):
        super().__init__()
        self.options = options

    def forward(self, x):
        return x * self.options["dim"]


torch.jit.script(Indexed(Options(dim=3)))


class Scaled(nn.Module):
    SCALE = 2

    @classmethod
    def scaled(cls, x):
        return x * cls.SCALE  # error: [class-attribute-not-scripted]

    def forward(self, x):
        return self.scaled(x)


torch.jit.script(Scaled())


class Doubled(nn.Module):
    @classmethod
    def doubled(cls, x):
        return x * 2

    def forward(self, x):
        return self.doubled(x)


torch.jit.script(Doubled())


class Maybe(nn.Module):
    def forward(self, x):
        return x if x.sum() > 0 else None


class Outer(nn.Module):
    def __init__(self):
        super().__init__()
        self.inner = torch.jit.script(Maybe())

    def forward(self, x):
        return self.inner(x) + 1  # error: [optional-unchecked-use]


torch.jit.script(Outer())


class Decorated(nn.Module):
    def __init__(self):
        super().__init__()
        self.fc = nn.Linear(2, 2)

    @torch.jit.script  # error: [script-target]
    def project(self, x):
        return self.fc(x)


def twice(x, k: int):
    return x * k


torch.jit.script(functools.partial(twice, k=2))  # error: [script-target]


class Asked(nn.Module):
    def __init__(self):
        super().__init__()
        self.extra = 1

    def forward(self, x, name: str):
        if hasattr(self, name):  # error: [dynamic-attribute]
            return x
        return -x


torch.jit.script(Asked())


class Box:
    def __init__(self, n: int):
        self.data = [n]

    def __getitem__(self, i: int) -> int:
        return self.data[i]

    def __setitem__(self, i: int, v: int) -> None:
        self.data[i] = v


@torch.jit.script
def bump(n: int) -> int:
    box = Box(n)
    box[0] += 1  # error: [item-target]
    return box[0]


@torch.jit.script
def put(n: int) -> int:
    box = Box(n)
    box[0] = box[0] + 1
    return box[0]
