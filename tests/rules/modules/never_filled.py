# torch: >=1.13
"""An attribute that stays None: what `__init__` itself runs is followed, also `setattr` with computed names."""

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
        return self.act(x)  # error: [none-attribute-called]


class FilledInForward(nn.Module):
    def __init__(self):
        super().__init__()
        self.cache = None

    def forward(self, x: Tensor) -> Tensor:
        self.keep(x)
        return x

    def keep(self, x: Tensor):
        self.cache = x  # error: [attribute-type-change]


for refused in (Unfilled, FilledInForward):
    try:
        script(refused())
    except RuntimeError:
        pass
