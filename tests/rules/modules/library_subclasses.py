# torch: >=1.13
"""Classes derived from those of torch.nn: what the base's constructor gives them is known by its arguments."""
from typing import Optional

import torch
from torch import Tensor, nn


class WithBias(nn.Linear):
    def forward(self, x: Tensor):
        if self.bias is not None:
            x = x + missing  # error: [undefined-name]
        return x


class WithoutBias(nn.Linear):
    def forward(self, x: Tensor):
        if self.bias is not None:
            x = x + missing
        return nn.functional.linear(x, self.weight, self.bias)


class Passing(nn.Linear):
    def __init__(self, *args, scale: float = 1.0, **kwargs):
        super().__init__(*args, **kwargs)
        self.scale = scale

    def scaled(self) -> Optional[Tensor]:
        return None if self.bias is None else self.bias * self.scale

    def forward(self, x: Tensor):
        return nn.functional.linear(x, self.weight, self.scaled())


class Misspelt(nn.Linear):
    def forward(self, x: Tensor):
        return x * self.weigth  # error: [module-attribute-missing]


class Counted(nn.BatchNorm1d):
    def forward(self, x: Tensor):
        return x + self.nothing  # error: [module-attribute-missing]


class SetByReset(nn.Linear):
    def reset_parameters(self):
        super().reset_parameters()
        self.scale = 2.0

    def forward(self, x: Tensor):
        return x * self.scale


class Extended(nn.Conv2d):
    def __init__(self, width: int):
        super().__init__(width, width, 3, padding=1)
        self.width = width

    def half(self) -> int:
        return self.width // 2

    def forward(self, x: Tensor):
        return self._conv_forward(x, self.weight, self.bias) * self.half()


torch.jit.script(WithBias(2, 2))
torch.jit.script(WithoutBias(2, 2, bias=False))
torch.jit.script(Passing(2, 2))
torch.jit.script(Passing(2, 2, bias=False, scale=2.0))
torch.jit.script(Misspelt(2, 2))
torch.jit.script(Counted(2))
torch.jit.script(SetByReset(2, 2))
torch.jit.script(Extended(2))
