# torch: >=1.13
"""What compiled code cannot do with modules of torch.nn, with properties that are left out, and with builtins by other names."""
from enum import Enum

import torch
from torch import nn

count = len
number = int


class Mode(Enum):
    A = 1
    B = A


class Uses(nn.Module):
    def __init__(self):
        super().__init__()
        self.norm = nn.BatchNorm1d(2)
        self.layers = nn.ModuleList([nn.ReLU(), nn.Tanh()])

    @torch.jit.unused
    @property
    def left_out(self) -> int:
        return len({1, 2})

    @property
    @torch.jit.ignore
    def compiled(self) -> int:
        return len({1, 2})  # error: [set-literal]

    def forward(self, x: torch.Tensor, mode: Mode) -> torch.Tensor:
        self.norm.momentum = 0.1  # error: [attribute-not-assignable]
        a, b = self.layers  # error: [module-not-a-container]
        y = self.norm.__call__(x)  # error: [module-method-in-forward]
        n = x.size(0) * self.left_out  # error: [module-attribute-missing]
        m = count([1])  # error: [python-builtin-call]
        k = number(2.5)  # error: [python-builtin-call]
        z = x[()]  # error: [subscript-index]
        if mode == Mode.B:  # error: [enum-member-attribute]
            return x
        return x if mode == Mode.A else -x


torch.jit.script(Uses())
