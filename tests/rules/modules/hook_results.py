# torch: >=1.13
"""Forward hooks: what they give is what a call of the module gives; their defaults are not looked at."""
from typing import Tuple

import torch
from torch import Tensor, nn


def sometimes(module, inputs: Tuple[Tensor], result: Tensor):
    if result.dim() > 2:
        return result.relu()


def number(module, inputs: Tuple[Tensor], result: Tensor) -> int:
    return result.dim()


def nothing(module, inputs: Tuple[Tensor], result: Tensor):
    print(result)


def pair(module, inputs: Tuple[Tensor], result: Tensor):
    return result, result


def before(module, inputs: Tuple[Tensor] = (1, 2)) -> None:
    print(inputs[0].shape)


class Optionally(nn.Module):
    def __init__(self):
        super().__init__()
        self.fc = nn.Linear(2, 2)
        self.fc.register_forward_hook(sometimes)

    def forward(self, x: Tensor):
        return self.fc(x).relu()  # error: [optional-unchecked-use]


class Counted(nn.Module):
    def __init__(self):
        super().__init__()
        self.fc = nn.Linear(2, 2)
        self.fc.register_forward_hook(number)

    def forward(self, x: Tensor):
        return self.fc(x).relu()  # error: [unknown-attribute]


class Printed(nn.Module):
    def __init__(self):
        super().__init__()
        self.fc = nn.Linear(2, 2)
        self.fc.register_forward_pre_hook(before)
        self.fc.register_forward_hook(nothing)

    def forward(self, x: Tensor):
        return self.fc(x).relu()


class Paired(nn.Module):
    def __init__(self):
        super().__init__()
        self.fc = nn.Linear(2, 2)
        self.fc.register_forward_hook(pair)

    def forward(self, x: Tensor):
        first, second = self.fc(x)
        return first + second


torch.jit.script(Optionally())
torch.jit.script(Counted())
torch.jit.script(Printed())
torch.jit.script(Paired())
