# torch: >=1.13
"""Interfaces that are none of modules, and modules of torch.nn behind one."""
import torch
from torch import Tensor, nn


@torch.jit.interface
class Plain:
    def forward(self, x: Tensor) -> Tensor:
        pass


@torch.jit.interface
class OfModules(nn.Module):
    def forward(self, input: Tensor) -> Tensor:
        pass


class Twice(nn.Module):
    def forward(self, x: Tensor) -> Tensor:
        return x * 2


class Annotated(nn.Module):
    part: Plain  # error: [attribute-annotation-mismatch]

    def __init__(self):
        super().__init__()
        self.part = Twice()

    def forward(self, x):
        return self.part.forward(x)


class Held(nn.Module):
    part: OfModules

    def __init__(self):
        super().__init__()
        self.part = nn.ReLU()

    def forward(self, x):
        return self.part.forward(x)


class TwoInputs(nn.Module):
    part: OfModules

    def __init__(self):
        super().__init__()
        self.part = nn.Bilinear(2, 2, 2)  # error: [interface-mismatch]

    def forward(self, x):
        return self.part.forward(x)


class Indexed(nn.Module):
    def __init__(self):
        super().__init__()
        self.parts = nn.ModuleList([nn.ReLU(), nn.Bilinear(2, 2, 2)])

    def forward(self, x, i: int):
        part: OfModules = self.parts[i]  # error: [interface-mismatch]
        return part.forward(x)


torch.jit.script(Held())
for refused in (Annotated(), TwoInputs(), Indexed()):
    try:
        torch.jit.script(refused)
    except Exception:
        pass
