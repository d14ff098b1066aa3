"""A residual backbone, written the way pre-1.2 code bases were."""
import torch
from torch import nn


class ConvModule(nn.Module):
    """Convolution and norm; the norm's attribute name is made from its position."""

    def __init__(self, channels: int, postfix: int = 1):
        super().__init__()
        self.conv = nn.Conv2d(channels, channels, 3, padding=1)
        self.norm_name = "bn" + str(postfix)
        self.add_module(self.norm_name, nn.BatchNorm2d(channels))

    @property
    def norm(self):
        return getattr(self, self.norm_name)

    def forward(self, x):
        return self.norm(self.conv(x)).relu()


class Backbone(nn.Module):
    def __init__(self, channels: int = 16, stages: int = 3):
        super().__init__()
        self.stem = nn.Conv2d(3, channels, 7, padding=3)
        self.res_layers = [ConvModule(channels) for _ in range(stages)]

    def forward(self, x):
        x = self.stem(x)
        outs = []
        for layer in self.res_layers:
            x = layer(x)
            outs.append(x)
        return outs
