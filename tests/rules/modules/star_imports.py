# torch: >=1.13
"""Names that a star import of torch.nn brings, and bases with a fallback."""
import torch
from torch.nn import *

try:
    from pytorch_lightning import LightningModule as Base
except ImportError:
    Base = Module


class Net(Module):
    def __init__(self):
        super().__init__()
        self.fc = Linear(2, 2)

    def forward(self, x):
        return self.fc(x) * self.missing  # error: [module-attribute-missing]


torch.jit.script(Net())


class Derived(Base):
    def forward(self, x):
        return {x}  # error: [set-literal]


torch.jit.script(Derived())
