# torch: >=1.13
"""Modules of one type that are made at several places: each place has its own mistakes."""
import torch
from torch import nn
from torch.nn.utils import spectral_norm, weight_norm


class Twice(nn.Module):
    def __init__(self):
        super().__init__()
        self.first = nn.Dropout(0)  # error: [constructor-int-for-float]
        self.second = nn.Dropout(0)  # error: [constructor-int-for-float]
        self.third = nn.Dropout(0.0)

    def forward(self, x: torch.Tensor):
        return self.third(self.second(self.first(x)))


torch.jit.script(Twice())


class Weighted(nn.Module):
    def __init__(self):
        super().__init__()
        self.conv = weight_norm(nn.Conv1d(2, 2, 3))  # error: [norm-hook]

    def forward(self, x: torch.Tensor):
        return self.conv(x)


class Spectral(nn.Module):
    def __init__(self):
        super().__init__()
        self.conv = spectral_norm(nn.Conv1d(2, 2, 3))  # error: [norm-hook]

    def forward(self, x: torch.Tensor):
        return self.conv(x)


torch.jit.script(Weighted())
torch.jit.script(Spectral())
