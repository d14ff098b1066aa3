# torch: >=2.6
"""Members of enumerations that modules keep, or that names outside of the function mean."""
import enum

import torch
from torch import nn


class Reduction(enum.Enum):
    NONE = "none"
    MEAN = "mean"
    SUM = "sum"


class Level(enum.Enum):
    LOW = enum.auto()
    HIGH = enum.auto()


class Style(str, enum.Enum):
    FLAT = "flat"
    ROUND = "round"


class Window(enum.Enum):
    SMALL = (3, 3)  # error: [enum-values]
    LARGE = (9, 9)


DEFAULT = Level.HIGH


class Loss(nn.Module):
    def __init__(self, reduction: Reduction = Reduction.MEAN):
        super().__init__()
        self.reduction = reduction

    def forward(self, a: torch.Tensor, b: torch.Tensor):
        d = (a - b).abs()
        if self.reduction == Reduction.SUM or self.reduction.value == "mean":
            return d.sum()
        return d


torch.jit.script(Loss())
torch.jit.script(Loss(Reduction("sum")))


class ComparedWithText(nn.Module):
    def __init__(self, reduction: Reduction):
        super().__init__()
        self.reduction = reduction

    def forward(self, x: torch.Tensor):
        if self.reduction == "mean":  # error: [enum-as-number]
            return x.mean()
        return x


torch.jit.script(ComparedWithText(Reduction.MEAN))


class ComparedInInit(nn.Module):
    def __init__(self, reduction: Reduction, level: Level):
        super().__init__()
        if reduction is Reduction.NONE and level != Level.LOW:
            self.scale = 2.0
        self.names = [r for r in (Reduction.MEAN.value, Reduction.SUM.value)]

    def forward(self, x: torch.Tensor):
        return x * self.scale * len(self.names)


torch.jit.script(ComparedInInit(Reduction.NONE, DEFAULT))


class Text(nn.Module):
    def __init__(self):
        super().__init__()
        self.style = Style.FLAT

    def forward(self, x: torch.Tensor):
        return x if self.style == "flat" else x + 1


torch.jit.script(Text())


class Kept(nn.Module):
    def __init__(self):
        super().__init__()
        self.window = Window.SMALL

    def forward(self, x: torch.Tensor):
        return x


torch.jit.script(Kept())


class KeptValue(nn.Module):
    def __init__(self):
        super().__init__()
        self.window = Window.SMALL.value

    def forward(self, x: torch.Tensor):
        return x + self.window[0]


torch.jit.script(KeptValue())


class Constant(nn.Module):
    __constants__ = ["level"]  # error: [invalid-constant]

    def __init__(self):
        super().__init__()
        self.level = Level.LOW

    def forward(self, x: torch.Tensor):
        return x


torch.jit.script(Constant())


@torch.jit.script
def of_global(x: torch.Tensor):
    return x if DEFAULT == Level.LOW else x + 1


@torch.jit.script
def sum_of_global(x: torch.Tensor):
    return x + DEFAULT  # error: [enum-as-number]
