# torch: >=1.13
"""What other code sets, adds or removes after `__init__` is not known where the scripted instance is not."""

import torch
from torch import Tensor, nn

script = vars(torch.jit)["script"]


class Filled(nn.Module):
    def __init__(self):
        super().__init__()
        self.fc = None
        self.layers = nn.ModuleList()
        self.sizes = []
        self.scale = None

    def build(self, size: int):
        self.fc = nn.Linear(size, size)
        self.layers.append(nn.ReLU())
        self.sizes.extend([size, size])

    def forward(self, x: Tensor) -> Tensor:
        x = self.layers[0](self.fc(x))
        return x * self.scale + self.sizes[0]


class Parent(nn.Module):
    def __init__(self):
        super().__init__()
        self.inner = Filled()

    def build(self):
        self.inner.build(2)
        self.inner.scale = 2.0

    def forward(self, x: Tensor) -> Tensor:
        return self.inner(x)


class Configurable(nn.Module):
    def __init__(self):
        super().__init__()
        self.width = None

    def forward(self, x: Tensor) -> Tensor:
        return x * self.width


def configure(module, **options):
    for name, value in options.items():
        setattr(module, name, value)
    return module


class Config:
    def __init__(self):
        self.size = None
        self.depth = None
        self.name = "a"

    def load(self, depth: int):
        self.depth = depth


config = Config()
config.size = 3
config.load(2)
table = {"size": None}
table["size"] = 3


class Configured(nn.Module):
    def __init__(self):
        super().__init__()
        self.size = config.size
        self.depth = config.depth
        self.name = config.name
        self.width = table["size"]

    def forward(self, x: Tensor) -> Tensor:
        return x[: self.size + self.depth + self.width]

    @torch.jit.export
    def named(self, x: Tensor) -> Tensor:
        return x * self.name  # error: [argument-type-mismatch]


class Mixin:
    def doubled(self, x: Tensor) -> Tensor:
        return x * 2


def with_mixin(cls):
    cls.__bases__ = (Mixin,) + cls.__bases__
    return cls


@with_mixin
class Mixed(nn.Module):
    def __init__(self):
        super().__init__()
        self.gain = nn.init.calculate_gain("relu")

    def forward(self, x: Tensor) -> Tensor:
        return self.doubled(x) * self.gain


class Started(nn.Module):
    def __init__(self):
        super().__init__()
        self.size = None

    def forward(self, x: Tensor) -> Tensor:
        return x[: self.size + 1]


started = Started.__init__


def start(self):
    started(self)
    self.size = 3


Started.__init__ = start


class Sizes:
    def get(self):
        return None


Sizes.get = lambda self: 3


class Sized(nn.Module):
    def __init__(self):
        super().__init__()
        self.size = Sizes().get()

    def forward(self, x: Tensor) -> Tensor:
        return x[: self.size + 1]


class Kept(nn.Module):
    def __init__(self):
        super().__init__()
        self.size = 1

    def forward(self, x: Tensor) -> Tensor:
        return x


kept = Kept()
kept.other = 3


def main():
    torch.jit.script(kept)


parent = Parent()
parent.build()
script(parent)
script(configure(Configurable(), width=2))
main()
torch.jit.script(Configured())
torch.jit.script(Mixed())
torch.jit.script(Started())
torch.jit.script(Sized())
