# torch: >=1.13
"""Instances of one class that are made in several ways are compiled one by one: the second may fail where the first does not."""
import torch
from torch import Tensor, nn


class Dropped(nn.Module):
    def __init__(self, off: bool):
        super().__init__()
        self.drop = nn.Dropout(0 if off else 0.5)  # error: [constructor-int-for-float]

    def forward(self, x: Tensor):
        return self.drop(x)


torch.jit.script(Dropped(False))
torch.jit.script(Dropped(True))


class Normed(nn.Module):
    def __init__(self, kind: str):
        super().__init__()
        layer = nn.Linear(2, 2)
        self.layer = nn.utils.weight_norm(layer) if kind == "weight" else layer  # error: [norm-hook]

    def forward(self, x: Tensor):
        return self.layer(x)


class Pair(nn.Module):
    def __init__(self):
        super().__init__()
        self.first = Normed("")
        self.second = Normed("weight")

    def forward(self, x: Tensor):
        return self.second(self.first(x))


torch.jit.script(Pair())


class Watched(nn.Module):
    def __init__(self, watch: bool):
        super().__init__()
        self.layer = nn.Linear(2, 2)
        if watch:
            self.layer.register_forward_hook(lambda module, args, output: output)  # error: [forward-hook-not-compilable]

    def forward(self, x: Tensor):
        return self.layer(x)


torch.jit.script(Watched(False))
torch.jit.script(Watched(True))
