# torch: >=1.13
"""What len() and `in` ask of modules, and attributes of Python's own classes."""
import torch
from torch import Tensor, nn


class Measured(nn.Module):
    def __init__(self):
        super().__init__()
        self.fc = nn.Linear(2, 2)
        self.parts = nn.Sequential(nn.ReLU())

    def forward(self, x: Tensor):
        return x + len(self.parts) + len(self.fc)  # error: [module-not-a-container]


class Asked(nn.Module):
    def __init__(self):
        super().__init__()
        self.scales = nn.ParameterDict({"a": nn.Parameter(torch.zeros(1))})
        self.parts = nn.ModuleDict({"a": nn.ReLU()})

    def forward(self, x: Tensor):
        if "a" in self.parts:
            x = x + 1
        if "a" in self.scales:  # error: [module-container-as-value]
            x = x + 1
        return x


class Stored(nn.Module):
    def __init__(self):
        super().__init__()
        self.n = 0

    def forward(self, x: Tensor):
        object.__setattr__(self, "n", 3)  # error: [class-as-value]
        return x


class Deleted(nn.Module):
    def forward(self, x: Tensor):
        store = object.__delattr__  # error: [class-as-value]
        return x


for refused in (Measured(), Asked(), Stored(), Deleted()):
    try:
        torch.jit.script(refused)
    except Exception:
        pass
