# torch: >=1.13
"""Enumerations made by calls, members that are functions, defaults of enumerations."""
import enum
from enum import Enum
from typing import Optional

import torch
import torch.nn.functional as F
from torch import Tensor

Made = Enum("Made", "A B")


@torch.jit.script
def annotated(m: Made) -> int:  # error: [unknown-annotation]
    return 1


class Act(Enum):
    RELU = F.relu
    TANH = torch.tanh  # error: [enum-values]


@torch.jit.script
def chosen(a: Act) -> int:
    return 1


class Mode(Enum):
    A = 1
    RELU = F.relu


@torch.jit.script
def mode(m: Mode) -> bool:
    return m == Mode.A


@torch.jit.script
def number_default(x: Tensor, k: Mode = 1):  # error: [argument-type-mismatch]
    return x


@torch.jit.script
def text_default(x: Tensor, k: Optional[Mode] = "a"):  # error: [argument-type-mismatch]
    return x


@torch.jit.script
def member_default(x: Tensor, k: Mode = Mode.A):
    return x


@torch.jit.script
def only_none(x: Optional[None]):  # error: [unknown-annotation]
    return x


@torch.jit.script
def none(x: None):
    return x


torch.jit.script({"lr": 0.1, "layers": [1, 2]})  # error: [script-target]
torch.jit.script({"a": 1, "b": None})
torch.jit.script({"a": [1], "b": [2]})
