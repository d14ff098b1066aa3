# torch: >=1.13
"""Activations that the layers of nn.Transformer are given, and batch norms that are made synchronized ones."""
import functools

import torch
import torch.nn.functional as F
from torch import nn
from torch.nn.utils.spectral_norm import spectral_norm
from torch.nn.utils.weight_norm import weight_norm


def squared(x):
    return x.relu() ** 2


def powered(x, p=2):  # error: [untyped-default]
    return x.relu() ** p


class Plain(nn.Module):
    def __init__(self):
        super().__init__()
        self.named = nn.TransformerEncoderLayer(4, 2, 8, activation="gelu")
        self.function = nn.TransformerEncoderLayer(4, 2, 8, 0.1, F.relu)
        self.own = nn.TransformerDecoderLayer(4, 2, 8, activation=squared)

    def forward(self, x):
        return self.own(self.named(x), self.function(x))


class ByLambda(nn.Module):
    def __init__(self):
        super().__init__()
        layer = nn.TransformerEncoderLayer(4, 2, 8, activation=lambda x: F.relu(x) ** 2)  # error: [library-module-refused]
        self.encoder = nn.TransformerEncoder(layer, 2)

    def forward(self, x):
        return self.encoder(x)


class ByPartial(nn.Module):
    def __init__(self):
        super().__init__()
        self.layer = nn.TransformerDecoderLayer(4, 2, 8, 0.1, functools.partial(F.leaky_relu, negative_slope=0.2))  # error: [library-module-refused]

    def forward(self, x):
        return x


class ByOwn(nn.Module):
    def __init__(self):
        super().__init__()
        self.layer = nn.TransformerEncoderLayer(4, 2, 8, activation=powered)

    def forward(self, x):
        return self.layer(x)


class Normed(nn.Module):
    def __init__(self):
        super().__init__()
        self.norm = nn.BatchNorm2d(2)

    def forward(self, x):
        return self.norm(x)


class Layered(nn.Module):
    def __init__(self):
        super().__init__()
        self.norm = nn.LayerNorm(2)

    def forward(self, x):
        return self.norm(x)


class Weighted(nn.Module):
    def __init__(self):
        super().__init__()
        self.a = weight_norm(nn.Conv1d(2, 2, 1))  # error: [norm-hook]
        self.b = spectral_norm(nn.Conv1d(2, 2, 1))  # error: [norm-hook]

    def forward(self, x):
        return self.b(self.a(x))


torch.jit.script(Plain())
torch.jit.script(nn.SyncBatchNorm.convert_sync_batchnorm(Layered()))
synchronized = nn.SyncBatchNorm.convert_sync_batchnorm(Normed())  # error: [library-module-refused]
for refused in (ByLambda(), ByPartial(), ByOwn(), synchronized, Weighted()):
    try:
        torch.jit.script(refused)
    except Exception:
        pass
