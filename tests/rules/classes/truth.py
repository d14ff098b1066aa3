# torch: >=1.13
"""What stands for the truth of an object."""

import torch
from torch import Tensor


class Full:
    def __init__(self, n: int):
        self.n = n

    def __bool__(self):
        return self.n > 0


class Number:
    def __init__(self, n: int):
        self.n = n

    def __bool__(self):
        return self.n

    def __int__(self):
        return "a"


class Pairs:
    def __init__(self, n: int):
        self.n = n

    def __eq__(self, other: int):
        return (self.n, other)


@torch.jit.script
def accepted(x: Tensor, n: int):
    if Full(n) and not Full(n) and (x > 0).any() and x.sum() > n:
        print(int(Number(n)))
    return Pairs(n) == n, bool(Number(n))


def condition(n: int):
    if Number(n):  # error: [truth-value-unsupported]
        return 1
    return 2


def inverted(n: int):
    return not Number(n)  # error: [truth-value-unsupported]


for refused in (condition, inverted):
    try:
        torch.jit.script(refused)
    except Exception:
        pass
