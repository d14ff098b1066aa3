# torch: >=1.13
"""isinstance() of a module decides which branch is compiled, for each member of a list by itself."""
import torch
from torch import Tensor, nn


class Down(nn.Module):
    def forward(self, x: Tensor):
        return x


class Embedded(nn.Module):
    def forward(self, x: Tensor, e: Tensor):
        return x + e


class Base(nn.Module):
    def __init__(self):
        super().__init__()
        self.blocks = nn.ModuleList([Down(), Embedded(), nn.ReLU()])


class Chooses(Base):
    def forward(self, x: Tensor, e: Tensor):
        for block in self.blocks:
            if isinstance(block, Embedded):
                x = block(x, e)
            else:
                x = block(x)
        return x


class Forgets(Base):
    def forward(self, x: Tensor, e: Tensor):
        for block in self.blocks:
            if isinstance(block, Embedded):
                x = block(x)  # error: [argument-type-mismatch]
        return x


class Inverts(Base):
    def forward(self, x: Tensor, e: Tensor):
        for block in self.blocks:
            if not isinstance(block, (Embedded, nn.ReLU)):
                x = block(x, e)  # error: [argument-type-mismatch]
        return x


torch.jit.script(Chooses())
torch.jit.script(Forgets())
torch.jit.script(Inverts())
