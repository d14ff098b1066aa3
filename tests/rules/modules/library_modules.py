# torch: >=1.13
"""Modules of torch.nn that do not compile, and classes that inherit their forward."""
import torch
from torch import nn


class Holds(nn.Module):
    def __init__(self):
        super().__init__()
        self.a = nn.MaxUnpool1d((2,), (2,), (0,))  # error: [library-module-refused]
        self.b = nn.SyncBatchNorm(2, affine=False)  # error: [library-module-refused]
        self.c = nn.AdaptiveLogSoftmaxWithLoss(4, 10, [5])  # error: [library-module-refused]
        self.d = nn.TripletMarginWithDistanceLoss(margin=2.0)  # error: [library-module-refused]
        self.e = nn.AdaptiveMaxPool2d((None, 2))  # error: [library-module-refused]
        self.f = nn.AdaptiveAvgPool3d(output_size=[1, None, 1])  # error: [library-module-refused]
        self.g = nn.AdaptiveAvgPool2d(1)
        self.h = nn.TripletMarginLoss(margin=2.0)

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        return self.g(x)


class Inherits(nn.LSTM):  # error: [library-module-refused]
    pass


class Unpools(nn.MaxUnpool2d):  # error: [library-module-refused]
    @torch.jit.export
    def other(self, x: torch.Tensor) -> torch.Tensor:
        return x


class Overrides(nn.MaxUnpool2d):
    def forward(self, x: torch.Tensor) -> torch.Tensor:
        return x


class Gated(nn.GRU):
    pass


class OfOverriding(Overrides):
    pass


class Runs(nn.LSTM):
    def forward(self, x: torch.Tensor) -> torch.Tensor:
        return x


torch.jit.script(Overrides(2))
torch.jit.script(OfOverriding(2))
torch.jit.script(Gated(2, 3))
torch.jit.script(Runs(2, 3))
torch.jit.script(Holds())
torch.jit.script(Inherits(2, 3))
torch.jit.script(Unpools(2))
