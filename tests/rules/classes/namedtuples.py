# torch: >=1.13
"""NamedTuples: what every release compiles, and what none does."""

import collections
from typing import List, NamedTuple, Optional, Tuple

import torch
from torch import Tensor


class Pair(NamedTuple):
    a: int
    b: float = 2.0

    def total(self) -> float:
        return self.a + self.b


class Other(NamedTuple):
    a: int
    b: float


class Outer(NamedTuple):
    pair: Pair
    x: Optional[Tensor] = None


Plain = collections.namedtuple("Plain", ["x", "y"])
Split = collections.namedtuple("Split", "x, y")
Made = NamedTuple("Made", [("a", int), ("b", float)])


class Wrapped(collections.namedtuple("Wrapped", "x y")):
    __slots__ = ()

    def total(self):
        return self.x + self.y


@torch.jit.script
def accepted(n: int, x: Tensor) -> Tuple[int, float]:
    p = Pair(n)
    q = Pair(a=n, b=1.5)
    o = Outer(p)
    a, b = q
    r = (n, 1.0)
    s = Pair(*r)
    if o.x is None:
        print(len(p), p[0], o.pair.a, s.b)
    t = Plain(x, x)
    u = Wrapped(x, x).x + Split(x, x).y + t.x
    v = Made(n, 2.0)
    return v


@torch.jit.script
def alike(n: int) -> Pair:
    return Other(n, 1.0)  # warning: [namedtuple-returned]


@torch.jit.script
def refused(n: int, x: Tensor, o: Outer) -> Tensor:
    p = Pair(n, n)  # error: [field-type-mismatch]
    q = Pair()  # error: [field-type-mismatch]
    r = Pair(n, 1.0, 2)  # error: [field-type-mismatch]
    s = Pair(n, c=1.0)  # error: [field-type-mismatch]
    t = Plain(x, n)  # error: [field-type-mismatch]
    u = Split(x, "s")  # error: [field-type-mismatch]
    v = Made(n, n)  # error: [field-type-mismatch]
    w = Other(n, 1.0)
    w.a = 2  # error: [attribute-of-non-object]
    w.a += 2  # error: [attribute-of-non-object]
    a = Pair(n).total()  # error: [namedtuple-method]
    b = w._replace(a=2)  # error: [namedtuple-method]
    c = w.c  # error: [namedtuple-method]
    d = Wrapped(x, x).total()  # error: [namedtuple-method]
    return o.x + 1  # error: [optional-unchecked-use]


@torch.jit.script
def tuple_for_it(n: int) -> Pair:
    return (n, 2.0)  # error: [return-type-mismatch]


Outputs = collections.namedtuple("Outputs", ["logits", "aux"])
Outputs.__annotations__ = {"logits": Tensor, "aux": Optional[Tensor]}


@torch.jit.script
def annotated_later(x: Tensor, aux: Optional[Tensor]):
    return Outputs(x, aux)


Unannotated = collections.namedtuple("Unannotated", ["logits", "aux"])


def not_annotated(x: Tensor, aux: Optional[Tensor]):
    return Unannotated(x, aux)  # error: [optional-unchecked-use]


try:
    torch.jit.script(not_annotated)
except RuntimeError:
    pass
