# torch: >=1.13
"""Classes that a function makes: what their methods see of the call."""
import torch
from torch import nn


def scaled(factor):
    class Scaled(nn.Module):
        def forward(self, x):
            return x * factor  # error: [python-global]

    return Scaled


torch.jit.script(scaled(2.0)())


def stepped(steps):
    class Stepped(nn.Module):
        def forward(self, x):
            for step in steps:  # error: [python-global]
                x = x + step
            return x

    return Stepped()


torch.jit.script(stepped([1, 2]))


def filtered(x):
    return [y for y in x if y.sum() > 0]  # error: [comprehension-condition]


def calling(function):
    class Calling(nn.Module):
        def forward(self, x):
            return function(x)

    return Calling()


torch.jit.script(calling(filtered))
torch.jit.script(calling(torch.relu))


def sized(width):
    class Sized(nn.Module):
        def __init__(self):
            super().__init__()
            self.layers = nn.ModuleList([nn.Linear(2, 2) for _ in range(width)])

        def forward(self, x):
            return self.layers[1](x)

    return Sized()


torch.jit.script(sized(2))
