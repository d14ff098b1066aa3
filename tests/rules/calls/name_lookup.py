# torch: >=1.13
"""What names mean that the function binds itself, and arguments of odd kinds."""
import math
from dataclasses import dataclass
from typing import Dict, List, NamedTuple, Optional, Union

import torch
from torch import Tensor


def halve(x):
    return x / 2


@torch.jit.script
def builtin_after_loop(ids: List[int]) -> int:
    for i in ids:
        len = i
    return len(ids)


@torch.jit.script
def function_after_branch(x, once: bool):
    if once:
        halve = x
    return halve(x)


@torch.jit.script
def module_before_local(x):
    math = math.pi * x
    return math


@torch.jit.script
def module_as_operand(x):
    return x * math  # error: [python-object]


@torch.jit.script
def star_of_number(x, n: int):
    return x.size(*n)  # error: [not-unpackable]


@torch.jit.script
def keyword_of_len(xs: List[int]) -> int:
    return len(xs, n=2)  # error: [argument-type-mismatch]


@torch.jit.script
def unknown_in_manager(x):
    with torch.no_grad(missing):  # error: [undefined-name]
        return x


@torch.jit.script
def negated_text(x):
    return torch.cat([x, x], dim=-"0")  # error: [argument-type-mismatch]


@torch.jit.script
def function_as_type(x: torch.mean):  # error: [unknown-annotation]
    return x


@torch.jit.script
def tested_function(x):
    if isinstance(halve, Tensor):  # error: [function-as-value]
        return x
    return -x


def scaled(x, factor: float = torch.tensor(2.0), names: List[str] = "ab"):
    return x * factor * len(names)


torch.jit.script(scaled)


@torch.jit.script
def listed(x: Tensor) -> Tensor:
    return [torch.unique(x)]  # error: [return-type-mismatch]


@torch.jit.script
def keyed(x: Tensor) -> List[Tensor]:
    return {"x": torch.unique(x)}  # error: [return-type-mismatch]


class Pair(NamedTuple):
    first: Tensor
    n: int


@torch.jit.script
def field_of_class(x):
    return x + Pair.n  # error: [namedtuple-method]


class Count:
    def __init__(self, n: int):
        self.n = n

    def size():  # error: [method-without-self]
        return 1


@torch.jit.script
def value_of_class(n: int) -> int:
    made = Count(n)
    return made.n + Count.n  # error: [object-attribute-missing]


@torch.jit.script
@dataclass
class Point:
    x: int
    y: int


@torch.jit.script
def equal(a: int) -> bool:
    return Point(a, 1) == Point(1, a)


@torch.jit.script
def unequal(a: int) -> bool:
    return Point(a, 1) != Point(1, a)  # error: [missing-operator-method]


@torch.jit.script
def ordered(a: int) -> bool:
    return Point(a, 1) < Point(1, a)  # error: [missing-operator-method]


@torch.jit.script
def first_of(pair: Dict[str, int]):
    for part in (pair, 1.0):
        return part  # error: [return-type-mismatch]


@torch.jit.script
def annotated_as_optional(x: Tensor):
    y = torch.jit.annotate(Optional[Tensor], x)
    return y + 1


@torch.jit.script
def annotated_is_not_widened(x: Tensor, none: bool):
    y = torch.jit.annotate(Optional[Tensor], x)
    if none:
        y = None  # error: [variable-type-change]
    return y


@torch.jit.script
def none_is_remembered(n: int, some: bool):
    y = torch.jit.annotate(Optional[int], None)
    if some:
        y = n
    return y


@torch.jit.script
def keywords_of_range(x: Tensor, n: int):
    for i in range(n, step=x):  # warning: [ignored-builtin-keyword]
        x = x + i
    return x


@torch.jit.script
def form_of_later_local(x: Union[List[int], int]) -> int:
    if torch.jit.isinstance(x, List[int]):
        torch = x[0]
        return torch
    return 0


@torch.jit.script
def star_of_number_in_range(x: Tensor, n: int):
    for i in range(*n):  # error: [not-unpackable]
        x = x + i
    return x
