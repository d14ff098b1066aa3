# torch: >=1.13
"""isinstance() with classes of modules, which are types where a module of the class was compiled before."""
import torch
from torch import Tensor, nn


class Block(nn.Module):
    def forward(self, x):
        return x


class Unused(nn.Module):
    def forward(self, x):
        return x


def of_library(x: Tensor):
    if isinstance(x, nn.Conv2d):  # error: [isinstance-type]
        return x + 1
    return x


def of_file(x: Tensor):
    return isinstance(x, Unused)  # error: [isinstance-type]


class Net(nn.Module):
    def __init__(self):
        super().__init__()
        self.block = Block()

    def forward(self, x: Tensor):
        if isinstance(x, Block):
            x = x + 1
        if isinstance(self.block, Block):
            x = x + 1
        return x


torch.jit.script(of_library)
torch.jit.script(of_file)
torch.jit.script(Net())
