# torch: >=1.13
"""What `__constants__` and Final take, and what the annotations of registered attributes may say."""

import enum
from typing import Final, List

import torch
from torch import Tensor, nn


class Level(enum.IntEnum):
    LOW = 1


class Name(str):
    pass


class Plain:
    pass


class Fits(nn.Module):
    __constants__ = ["number", "nothing", "nested", "kind", "place", "size", "level", "name"]
    length: Final[int]
    wide: List[int]

    def __init__(self):
        super().__init__()
        self.number = 1
        self.nothing = None
        self.nested = (1, "a", [2.0, None])
        self.kind = torch.float32
        self.place = torch.device("cpu")
        self.size = torch.Size([1, 2])
        self.level = Level.LOW
        self.name = Name("a")
        self.length = 3
        self.wide = [1]

    def forward(self, x: Tensor):
        return x


class Function(nn.Module):
    __constants__ = ["act"]  # error: [invalid-constant]

    def __init__(self):
        super().__init__()
        self.act = torch.relu

    def forward(self, x: Tensor):
        return x


class Class(nn.Module):
    __constants__ = ["kind"]  # error: [invalid-constant]

    def __init__(self):
        super().__init__()
        self.kind = dict

    def forward(self, x: Tensor):
        return x


class Object(nn.Module):
    __constants__ = ["held"]  # error: [invalid-constant]

    def __init__(self):
        super().__init__()
        self.held = Plain()

    def forward(self, x: Tensor):
        return x


class Modules(nn.Module):
    __constants__ = ["layers"]  # error: [invalid-constant]

    def __init__(self):
        super().__init__()
        self.layers = [nn.Linear(2, 2)]

    def forward(self, x: Tensor):
        return x


class Format(nn.Module):
    __constants__ = ["layout"]  # error: [invalid-constant]

    def __init__(self):
        super().__init__()
        self.layout = torch.channels_last

    def forward(self, x: Tensor):
        return x


class FinalModule(nn.Module):
    layer: Final[nn.Linear]  # error: [module-attribute-annotation]

    def __init__(self):
        super().__init__()
        self.layer = nn.Linear(2, 2)

    def forward(self, x: Tensor):
        return self.layer(x)


class FinalParameter(nn.Module):
    weight: Final[Tensor]  # error: [module-attribute-annotation]

    def __init__(self):
        super().__init__()
        self.weight = nn.Parameter(torch.ones(1))

    def forward(self, x: Tensor):
        return x * self.weight


class TypedModule(nn.Module):
    layer: Tensor  # error: [attribute-annotation-mismatch]

    def __init__(self):
        super().__init__()
        self.layer = nn.Linear(2, 2)

    def forward(self, x: Tensor):
        return self.layer(x)


class Classes(nn.Module):
    def __init__(self):
        super().__init__()
        self.kind = int
        self.unused = dict

    def forward(self, x: Tensor):
        return self.kind(x)  # error: [unsupported-attribute-type]


torch.jit.script(Fits())
for refused in (Function(), Class(), Object(), Modules(), Format(), FinalModule(), FinalParameter(), TypedModule(), Classes()):
    try:
        torch.jit.script(refused)
    except Exception:
        pass
