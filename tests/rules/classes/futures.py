# torch: >=1.13
"""Futures: what every release compiles, and what none does."""

from typing import List

import torch
from torch import Tensor, nn


def slow(x: Tensor, k: int) -> Tensor:
    return x * k


def two(x: Tensor):
    return x, x


@torch.jit.script
def accepted(x: Tensor) -> Tensor:
    fut = torch.jit.fork(slow, x, k=2)
    futs: List[torch.jit.Future[Tensor]] = []
    for i in range(3):
        futs.append(torch.jit.fork(slow, x, i))
    out = [torch.jit.wait(f) for f in futs]
    a, b = torch.jit.wait(torch.jit.fork(two, x))
    c = torch.jit.fork(torch.relu, x)
    return fut.wait() + out[0] + a + b + torch.jit.wait(c)


@torch.jit.script
def refused(x: Tensor) -> Tensor:
    a = torch.jit.fork(slow, x, "a")  # error: [argument-type-mismatch]
    fut = torch.jit.fork(slow, x, 2)
    b = x + fut  # error: [argument-type-mismatch]
    c = fut.done()  # error: [unknown-attribute]
    d = fut[0]  # error: [not-subscriptable]
    e, f = torch.jit.fork(two, x)  # error: [not-unpackable]
    g = torch.jit.wait(x)  # error: [argument-type-mismatch]
    h = torch.jit.fork(slow(x, 2))  # error: [fork-call]
    for i in fut:  # error: [not-iterable]
        print(i)
    if fut:  # error: [truth-value-unsupported]
        return x
    return x


class Net(nn.Module):
    def __init__(self):
        super().__init__()
        self.fc = nn.Linear(2, 2)

    def part(self, x):
        return x * 2

    def forward(self, x):
        fut = torch.jit.fork(self.part, x)
        other = torch.jit.fork(self.fc, x)
        return torch.jit.wait(fut) + torch.jit.wait(other)


torch.jit.script(Net())
