# torch: >=1.13
"""Bases that are not found: a class with a forward that holds modules, or names a base a Module, is one."""
import torch
from torch import nn

try:
    from nowhere_to_be_found import Block
except ImportError:
    Block = nn.Module


class Alternative(Block):
    def forward(self, x):
        def inner(y):  # error: [nested-function]
            return y

        return inner(x)


class Plain(Block):
    def forward(self, x):
        return self.whatever(x) if hasattr(self, "whatever") else x


class Holder(Block):
    def __init__(self):
        super().__init__()
        self.fc = nn.Linear(2, 2)

    def forward(self, x):
        return self.fc(x).nothing()  # error: [unknown-attribute]


torch.jit.script(Alternative())
torch.jit.script(Plain())
torch.jit.script(Holder())
