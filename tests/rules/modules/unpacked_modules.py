# torch: >=1.13
"""Modules that loops and assignments unpack into names, directly or inside of a pair."""
import torch
from torch import nn


def layers():
    return nn.ModuleList([nn.ModuleList([nn.Linear(2, 2), nn.ReLU()]), nn.ModuleList([nn.Linear(2, 2), nn.Tanh()])])


class Counted(nn.Module):
    def __init__(self):
        super().__init__()
        self.layers = layers()

    def forward(self, x):
        for i, (fc, act) in enumerate(self.layers):  # error: [module-not-a-container]
            x = act(fc(x)) + i
        return x


class Zipped(nn.Module):
    def __init__(self):
        super().__init__()
        self.layers = layers()
        self.norms = nn.ModuleList([nn.LayerNorm(2), nn.LayerNorm(2)])

    def forward(self, x):
        for norm, (fc, act) in zip(self.norms, self.layers):  # error: [module-not-a-container]
            x = norm(act(fc(x)))
        return x


class Named(nn.Module):
    def __init__(self):
        super().__init__()
        self.blocks = nn.ModuleDict({"a": nn.ModuleList([nn.Linear(2, 2), nn.ReLU()])})

    def forward(self, x):
        for name, (fc, act) in self.blocks.items():  # error: [module-not-a-container]
            x = act(fc(x))
        return x


class Nested(nn.Module):
    def __init__(self):
        super().__init__()
        self.blocks = nn.ModuleDict({"a": nn.ModuleList([nn.Linear(2, 2), nn.ReLU()])})

    def forward(self, x):
        for i, (name, (fc, act)) in enumerate(self.blocks.items()):  # error: [module-not-a-container]
            x = act(fc(x))
        return x


class Whole(nn.Module):
    def __init__(self):
        super().__init__()
        self.layers = layers()
        self.blocks = nn.ModuleDict({"a": nn.ModuleList([nn.Linear(2, 2), nn.ReLU()])})

    def forward(self, x):
        for i, (name, block) in enumerate(self.blocks.items()):
            x = block[1](block[0](x)) + i
        for layer, (name, block) in zip(self.layers, self.blocks.items()):
            for part in layer:
                x = part(x)
        return x


torch.jit.script(Whole())
for refused in (Counted(), Zipped(), Named(), Nested()):
    try:
        torch.jit.script(refused)
    except Exception:
        pass
