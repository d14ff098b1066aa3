# torch: >=1.13
"""What one mistake would have followed by others is told once."""
import contextlib
import math
from typing import Any

import torch
import torch.nn.functional as F
from torch import Tensor, nn


class Scope:
    def __init__(self, n: int):
        self.n = n

    def __enter__(self) -> int:
        return self.n

    def __exit__(self, *args):  # error: [variadic-parameters]
        pass


class Unannotated:
    def __init__(self, n: int):
        self.n = n

    def __enter__(self) -> int:
        return self.n

    def __exit__(self, kind, value, trace):  # error: [exit-signature]
        pass


class Fine:
    def __init__(self, n: int):
        self.n = n

    def __enter__(self) -> int:
        return self.n

    def __exit__(self, kind: Any, value: Any, trace: Any):
        pass


def variadic_exit(x: Tensor) -> Tensor:
    with Scope(2) as n:
        x = x * n
    return x


def unannotated_exit(x: Tensor) -> Tensor:
    with Unannotated(2) as n:  # error: [with-statement]
        x = x * n
    return x


def fine(x: Tensor) -> Tensor:
    with Fine(2) as n:
        x = x * n
    return x


class Counter(nn.Module):
    count = 0

    def forward(self, x: Tensor) -> Tensor:
        self.count += 1  # error: [attribute-not-assignable]
        return x


class Sampler(nn.Module):
    @torch.no_grad()  # warning: [dropped-decorator]
    def forward(self, x: Tensor) -> Tensor:
        for i in range(2):
            x = F.relu(x)  # error: [undefined-name]
        parts = [F.tanh(x)]
        return parts[0] * math.pi


@contextlib.contextmanager
def switched(module):
    yield  # error: [generator]


class Switched(nn.Module):
    def forward(self, x):
        with switched(self):  # error: [with-statement]
            return x


class Table(nn.Module):
    def __init__(self):
        super().__init__()
        self.table = {(0, 0): 1, (0, 1): 2}  # error: [unsupported-attribute-type]

    def forward(self, x):
        return x + self.table[(0, 1)]


def padded(x):
    pads = []
    for s in x.shape:
        pads = [0, s] + pads  # error: [argument-type-mismatch]
    return F.pad(x, pads)


class Runner(nn.Module):
    def __init__(self):
        super().__init__()
        self.fc = nn.Linear(2, 2)

    def run(self, layer, x):
        return layer(x)  # error: [call-of-value]

    def forward(self, x):
        return self.run(self.fc, self.run(self.fc, x))


class Summed(nn.Module):
    def __init__(self):
        super().__init__()
        self.fc = nn.Linear(2, 2)

    def run(self, layer, x):
        return layer + x

    def forward(self, x):
        return self.run(self.fc, x)  # error: [argument-type-mismatch]


torch.jit.script(fine)
for refused in (variadic_exit, unannotated_exit, Counter(), Sampler(), Switched(), Table(), padded, Runner(), Summed()):
    try:
        torch.jit.script(refused)
    except Exception:
        pass
