"""What pooling modules give is decided by `return_indices`, which is false by default; a Sequential passes it on."""
import torch
from torch import Tensor, nn


class Pooled(nn.Module):
    def __init__(self):
        super().__init__()
        self.pool = nn.MaxPool2d(2)

    def forward(self, x: Tensor):
        return self.pool(x).nothing()  # error: [unknown-attribute]


class WithIndices(nn.Module):
    def __init__(self):
        super().__init__()
        self.pool = nn.MaxPool2d(2, return_indices=True)

    def forward(self, x: Tensor):
        x, where = self.pool(x)
        return x + where


class IndicesUsed(nn.Module):
    def __init__(self):
        super().__init__()
        self.pool = nn.AdaptiveMaxPool2d(2, True)

    def forward(self, x: Tensor):
        return self.pool(x).sum()  # error: [unknown-attribute]


class Stem(nn.Module):
    def __init__(self):
        super().__init__()
        self.stem = nn.Sequential(nn.Sequential(nn.Conv2d(3, 8, 3), nn.ReLU()), nn.AdaptiveMaxPool2d(1))

    def forward(self, x: Tensor):
        return self.stem(x).nothing()  # error: [unknown-attribute]


torch.jit.script(Pooled())
torch.jit.script(WithIndices())
torch.jit.script(IndicesUsed())
torch.jit.script(Stem())
