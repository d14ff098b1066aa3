# torch: >=1.13
"""Attributes that `__init__` leaves None in classes that nothing scripts: told where Python would go on with the None."""

import torch
from torch import Tensor, nn

script = vars(torch.jit)["script"]


class Unfilled(nn.Module):
    def __init__(self):
        super().__init__()
        self.act = None
        self.reset()
        for i in range(2):
            setattr(self, f"scale{i}", i + 1.0)

    def reset(self):
        self.act = None

    def forward(self, x: Tensor) -> Tensor:
        return self.act(x) if self.act else x  # error: [truth-value-unsupported]


class FilledInForward(nn.Module):
    def __init__(self):
        super().__init__()
        self.cache = None

    def forward(self, x: Tensor) -> Tensor:
        self.keep(x)
        return x

    def keep(self, x: Tensor):
        self.cache = x  # error: [attribute-type-change]


class Hollow(nn.Module):
    def __init__(self):
        super().__init__()
        self.head = None
        self.size = None
        self.sizes = None
        self.layers = nn.ModuleList()

    def forward(self, x: Tensor) -> Tensor:
        x = self.layers[0](x)
        for size in self.sizes:
            x = x + size
        return self.head(x)[: self.size].reshape(self.sizes[0], -1) * self.head.negative_slope


hollow = Hollow()
exec("hollow.head = nn.LeakyReLU(); hollow.size = 2; hollow.sizes = [2, 1]; hollow.layers.extend([nn.ReLU()])")
script(hollow)
for refused in (Unfilled, FilledInForward):
    try:
        script(refused())
    except RuntimeError:
        pass
