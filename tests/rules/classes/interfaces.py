# torch: >=1.13
"""Interfaces that are no modules: which classes fit, and what can be done with them."""

from typing import List, Optional

import torch
from torch import Tensor


@torch.jit.interface
class Step:
    def run(self, x: Tensor) -> Tensor:
        pass


@torch.jit.interface
class Counted:
    """Two methods, one of which is Step's."""

    def run(self, x: Tensor) -> Tensor:
        """Runs."""
        pass

    def count(self) -> int:
        pass


class Add:
    def __init__(self, n: int):
        self.n = n

    def run(self, x: Tensor) -> Tensor:
        return x + self.n

    def more(self) -> int:
        return self.n


class Inferred:
    def __init__(self):
        self.n = 1

    def run(self, x):
        return x * self.n


class Missing:
    def __init__(self):
        self.n = 1

    def walk(self, x: Tensor) -> Tensor:
        return x


class Renamed:
    def __init__(self):
        self.n = 1

    def run(self, value: Tensor) -> Tensor:
        return value


class Returns:
    def __init__(self):
        self.n = 1

    def run(self, x: Tensor):
        return self.n


def take(step: Step, x: Tensor) -> Tensor:
    return step.run(x)


def take_counted(step: Counted) -> int:
    return step.count()


def give(n: int) -> Step:
    return Add(n)


@torch.jit.script
def accepted(x: Tensor, counted: Counted, maybe: Optional[Step], flag: bool) -> Tensor:
    first: Step = Add(1)
    if flag:
        first = Inferred()
    steps: List[Step] = [Add(2), Inferred(), counted]
    for step in steps:
        x = step.run(x)
    if maybe is not None:
        x = maybe.run(x)
    return take(Add(1), x) + take(counted, x) + give(3).run(x) + first.run(x)


def missing(x: Tensor):
    return take(Missing(), x)  # error: [argument-type-mismatch]


def renamed(x: Tensor):
    return take(Renamed(), x)  # error: [argument-type-mismatch]


def returns(x: Tensor):
    return take(Returns(), x)  # error: [argument-type-mismatch]


def wider(step: Step):
    return take_counted(step)  # error: [argument-type-mismatch]


def number(x: Tensor):
    return take(3, x)  # error: [argument-type-mismatch]


def undeclared(n: int):
    return give(n).more()  # error: [object-attribute-missing]


def wrong_argument(step: Step):
    return step.run(1)  # error: [argument-type-mismatch]


def too_many(step: Step, x: Tensor):
    return step.run(x, x)  # error: [argument-type-mismatch]


def set_on(step: Step):
    step.n = 1  # error: [attribute-of-non-object]


def made():
    step = Step()  # error: [class-without-init]
    return 1


def asked(step: Step):
    return hasattr(step, "run")  # error: [hasattr-of-value]


def called(step: Step, x: Tensor):
    return step(x)  # error: [call-of-value]


for refused in (missing, renamed, returns, wider, number, undeclared, wrong_argument, too_many, set_on, made, asked, called):
    try:
        torch.jit.script(refused)
    except Exception:
        pass
