"""Objects in forms that no release compiles, beside those that do."""

from typing import List, Optional

import torch
from torch import Tensor


class Point:
    def __init__(self, x: int, y: int = 0):
        self.x = x
        self.y = y
        self.tags: Optional[List[int]] = None

    def move(self, by: int = 1) -> int:
        return self.x + by

    def moved(self) -> int:
        return self.move()  # error: [default-inside-class]

    def copy(self) -> "Point":
        return Point(self.x)  # error: [default-inside-class]

    def remember(self, v: int):
        self.tags = [v]  # error: [object-attribute-type-change]
        self.seen = v  # error: [attribute-outside-init]

    @property
    def size(self) -> int:
        return self.x * self.y


@torch.jit.script
def points(n: int) -> int:
    p = Point(n)
    q = Point(n, y=2)
    p.size = 3  # error: [attribute-outside-init]
    p.x = 2.0  # error: [object-attribute-type-change]
    p.x += 2.0  # error: [object-attribute-type-change]
    p.z = 3  # error: [attribute-outside-init]
    w = Point("a")  # error: [argument-type-mismatch]
    m = p.move
    return m() + q.size


@torch.jit.script
def uses(n: int) -> int:
    p = Point(n)
    a = p == Point(1)  # error: [missing-operator-method]
    b = 2 * p  # error: [missing-operator-method]
    c = p // 2  # error: [missing-operator-method]
    d = p[0]  # error: [missing-operator-method]
    e = len(p)  # error: [missing-operator-method]
    f = str(p)  # error: [missing-operator-method]
    g = 2 in p  # error: [missing-operator-method]
    h = p.move + 1  # error: [method-not-called]
    i, j = p  # error: [not-unpackable]
    k = p(3)  # error: [missing-operator-method]
    for v in p:  # error: [not-iterable]
        n += 1
    if p:  # error: [missing-operator-method]
        n += 1
    p[0] = 2  # error: [missing-operator-method]
    p += 1  # error: [missing-operator-method]
    return n


class Early:
    def __init__(self, n: int):
        self.a = self.b  # error: [object-attribute-missing]
        self.b = n
        for i in range(n):
            self.c = i  # error: [attribute-set-in-branch]


@torch.jit.script
def early(n: int) -> int:
    return Early(n).b + Early(n).d  # error: [object-attribute-missing]


class Left:
    def __init__(self, k: float):
        self.k = k


class Right:
    def __init__(self, k: float):
        self.k = k


@torch.jit.script
def branches(x: Tensor, flag: bool) -> Tensor:
    if flag:
        side = Left(1.0)
    else:
        side = Right(1.0)
    return x * side.k  # error: [branch-types-differ]


def untyped(p) -> int:
    return 1


@torch.jit.script
def passes(n: int) -> int:
    return untyped(Left(1.0))  # error: [argument-type-mismatch]


@torch.jit.script
def returns(n: int) -> int:
    return Left(1.0)  # error: [return-type-mismatch]
