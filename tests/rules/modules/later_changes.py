# torch: >=1.13
"""What is set on a module after it was scripted, the compiler did not see; and nn.Module's __init__ may be run by others."""
import torch
from torch import Tensor, nn


class Model(nn.Module):
    def __init__(self):
        super().__init__()
        self.layer = nn.Linear(2, 2)
        self.scale = 2.0

    def forward(self, x: Tensor):
        return self.layer(x) * self.scale


model = Model()
torch.jit.script(model)
model.layer = None
model.scale = "none"


class Initializes(type):
    def __call__(cls, *args, **kwargs):
        made = cls.__new__(cls)
        nn.Module.__init__(made)
        made.__init__(*args, **kwargs)
        return made


class Short(nn.Module, metaclass=Initializes):
    def __init__(self, n: int):
        self.layer = nn.Linear(n, n)

    def forward(self, x: Tensor):
        return self.layer(x)


torch.jit.script(Short(2))


class New(nn.Module):
    def __new__(cls, *args, **kwargs):
        made = super().__new__(cls)
        nn.Module.__init__(made)
        return made

    def __init__(self):
        self.layer = nn.Linear(2, 2)

    def forward(self, x: Tensor):
        return self.layer(x)


torch.jit.script(New())


class OneElement(nn.Module):
    scale: float
    count: int

    def __init__(self):
        super().__init__()
        self.scale = torch.tensor(1.5)
        self.count = torch.tensor([3]).sum()

    def forward(self, x: Tensor):
        return x * self.scale + self.count


torch.jit.script(OneElement())
