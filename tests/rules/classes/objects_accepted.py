# torch: >=1.13
"""Objects of classes in the forms that every release compiles: nothing is reported."""

import abc
from typing import Any, Dict, Generic, List, Optional, TypeVar

import torch
from torch import Tensor, nn

T = TypeVar("T")


class Counter:
    """Attributes of several kinds, a setter, methods that call each other."""

    limit = 10
    __slots__ = ["n", "name", "seen", "last"]

    def __init__(self, n: int, name: str = "counter"):
        self.n, self.name = n, name
        self.seen: List[int] = []
        self.last = torch.jit.annotate(Optional[Tensor], None)
        self.n += 1

    def add(self, by: int = 1) -> int:
        self.n = self.n + by
        self.seen.append(self.n)
        return self.n

    def both(self) -> int:
        return self.add(1) + self.add(by=2)

    @property
    def doubled(self) -> int:
        return self.n * 2

    @doubled.setter
    def doubled(self, value: int):
        self.n = value // 2

    @staticmethod
    def zero() -> int:
        return 0

    @torch.jit.unused
    def show(self) -> str:
        return "".join(c for c in {self.name})


class Money:
    def __init__(self, v: int):
        self.v = v

    def __add__(self, other: int) -> "Money":
        return Money(self.v + other)

    def __eq__(self, other: "Money") -> bool:
        return self.v == other.v

    def __lt__(self, other: "Money") -> bool:
        return self.v < other.v

    def __neg__(self) -> int:
        return -self.v

    def __len__(self) -> int:
        return self.v

    def __bool__(self) -> bool:
        return self.v > 0

    def __str__(self) -> str:
        return "money"

    def __contains__(self, v: int) -> bool:
        return self.v == v

    def __getitem__(self, i: int) -> int:
        return self.v + i

    def __setitem__(self, i: int, v: int):
        self.v = i + v

    def __call__(self, i: int) -> int:
        return self.v * i


class Marked(abc.ABC):
    def __init__(self, k: int):
        self.k = k
        if k > 3:
            self.k = 3


class Boxed(Generic[T]):
    def __init__(self, k: Any):
        self.k = k


class Base:
    pass


class Derived(Base):
    def __init__(self, k: float):
        with torch.no_grad():
            self.k = k


class Manager:
    def __init__(self, k: int):
        self.k = k

    def __enter__(self) -> int:
        return self.k

    def __exit__(self, kind: Any, value: Any, trace: Any):
        pass


@torch.jit.script
def counters(x: Tensor) -> Tensor:
    c = Counter(3)
    other = Counter(n=4, name="other")
    c.doubled = 8
    c.last = x
    if c.last is not None:
        x = x + 1
    total = c.add() + c.both() + c.doubled + other.n + Counter.zero() + len(c.seen)
    c.n += 2
    print(c)
    return x * total


@torch.jit.script
def operators(n: int) -> int:
    m = Money(n)
    m += 2
    m[0] = 4
    total = -m + len(m) + m[1] + m(3)
    if m and m == Money(3) and m < Money(4):
        total += 1
    if 3 in m and 4 not in m:
        total += 2
    print(str(m), f"{m}")
    return total


@torch.jit.script
def several(items: List[Money], table: Dict[str, Money], flag: bool) -> int:
    total = 0
    for item in items:
        total += item.v
    chosen = Money(1) if flag else table["a"]
    if flag:
        best = Money(1)
    else:
        best = Money(2)
    last = items[-1]
    return total + chosen.v + best.v + last.v


@torch.jit.script
def optional(m: Optional[Money]) -> int:
    if m is None:
        return 0
    if isinstance(m, Money) and hasattr(m, "v"):
        return getattr(m, "v")
    return m.w


@torch.jit.script
def other_classes(x: Tensor) -> Tensor:
    boxed = Boxed(3)
    with Manager(2) as k:
        x = x * k
    make = Marked
    return x * make(2).k * Derived(1.0).k


class Net(nn.Module):
    def __init__(self):
        super().__init__()
        self.counter = Counter(2)
        self.all = [Money(1), Money(2)]

    def forward(self, x):
        self.counter.n = 5
        return x * self.counter.n + self.all[0].v


torch.jit.script(Net())


@torch.jit.script
class Gauge:
    __jit_unused_properties__ = ["names"]

    def __init__(self, level: int):
        self.level = level

    @property
    def names(self) -> int:
        return len({unheard_of for _ in range(3)})

    @property
    def half(self) -> int:
        return self.level // 2


@torch.jit.script
def gauge(level: int) -> int:
    letters = 0
    for letter in "abc":
        letters += len(letter)
    return Gauge(level).half + letters
