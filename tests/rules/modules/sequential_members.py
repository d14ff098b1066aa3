# torch: >=1.13
"""nn.Sequential hands one value from member to member, whether it is called or not."""

from typing import Tuple

import torch
from torch import Tensor, nn


class Split(nn.Module):
    def forward(self, x):
        return x, x


class Join(nn.Module):
    def forward(self, pair: Tuple[Tensor, Tensor]):
        return pair[0] + pair[1]


class Two(nn.Module):
    def forward(self, x, y):
        return x + y


class Scaled(nn.Module):
    def forward(self, x, by: int = 2):
        return x * by


class Fits(nn.Module):
    def __init__(self):
        super().__init__()
        self.chain = nn.Sequential(Scaled(), Split(), Join(), nn.Linear(2, 2), nn.Identity(), nn.Sequential(Scaled()))

    def forward(self, x: Tensor):
        return self.chain(x)


class Recurrent(nn.Module):
    def __init__(self):
        super().__init__()
        self.chain = nn.Sequential(nn.GRU(2, 2), nn.Linear(2, 2))  # error: [sequential-arguments]

    def forward(self, x: Tensor):
        return self.chain(x)


class Unused(nn.Module):
    def __init__(self):
        super().__init__()
        self.chain = nn.Sequential(Split(), nn.ReLU())  # error: [sequential-arguments]

    def forward(self, x: Tensor):
        return x


class Several(nn.Module):
    def __init__(self):
        super().__init__()
        self.chain = nn.Sequential(nn.ReLU(), Two())  # error: [sequential-arguments]

    def forward(self, x: Tensor):
        return self.chain(x)


torch.jit.script(Fits())
for refused in (Recurrent(), Unused(), Several()):
    try:
        torch.jit.script(refused)
    except Exception:
        pass
