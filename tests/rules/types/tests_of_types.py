# torch: >=1.13
"""isinstance, hasattr, type() and tolist(): what goes through beside what does not."""

from typing import Any, Dict, List, NamedTuple, Optional, Tuple, Union

import torch
from torch import Tensor, nn


class Point(NamedTuple):
    x: int
    y: int


def kinds(v: Any):
    if isinstance(v, ((int, str), float)):
        return 1
    if isinstance(v, list):
        return len(v)
    if isinstance(v, Point):
        return v.x
    if isinstance(v, None):
        return 3
    return 2


def narrowed(v: Union[int, float, List[int]]):
    if isinstance(v, (int, float)):
        return 1
    return v[0]


def one_by_one(v: Union[int, float, List[int]]):
    if isinstance(v, int):
        return v
    elif isinstance(v, float):
        return 2
    else:
        return v[0]


def joined_by_or(v: Union[int, float, List[int]]):
    if isinstance(v, int) or isinstance(v, float):
        return 1
    return v[0]  # error: [not-subscriptable]


def eager_only(x: Tensor):
    if not torch.jit.is_scripting():
        if isinstance(x, dict) or hasattr(x, "y") or type(x) == int:
            return x
    return x


def refused_tests(v: Any):
    a = isinstance(v, (list, dict))  # error: [isinstance-type]
    b = isinstance(v, [int, float])  # error: [isinstance-type]
    c = isinstance(v, (int, nn.Module))  # error: [isinstance-type]
    d = isinstance(v, List)  # error: [isinstance-type]
    return a, b, c, d


def bools(flag: bool, n: int, x: Tensor, y):
    a = isinstance(flag, int)  # warning: [type-test-differs]
    b = isinstance(flag, (int, bool))
    c = isinstance(n, int)
    d = isinstance(x.shape, tuple)  # warning: [type-test-differs]
    e = isinstance(x.size(), (list, tuple))
    f = isinstance(x, nn.Parameter)  # warning: [type-test-differs]
    g = isinstance(y, list)  # warning: [type-test-differs]
    h = isinstance(y, Tensor)
    return a, b, c, d, e, f, g, h


def attributes(p: List[int], d: Dict[str, int], t: Tuple[int, int], o: Optional[Tensor]):
    a = hasattr(p, "append")  # error: [hasattr-of-value]
    b = hasattr(d, "keys")  # error: [hasattr-of-value]
    c = hasattr(t, "count")  # error: [hasattr-of-value]
    e = hasattr(o, "shape")  # error: [hasattr-of-value]
    return a, b, c, e


def compared(n: int, x: Tensor):
    a = type(n) != int  # error: [type-comparison]
    b = type(x) is not Tensor  # error: [type-comparison]
    c = type(x) == type(x)  # warning: [python-object-call]
    d = type(n) in (int, float)  # error: [type-comparison]
    return a, b, c, d


def lists(x: Tensor) -> List[int]:
    a: List[List[float]] = x.tolist()
    b: int = x.tolist()
    c = torch.jit.annotate(List[int], x.tolist())
    d: List[int] = x.tolist() if x.dim() > 0 else [1]
    e = len(x.tolist())  # error: [tolist-type]
    g: Tuple[int, int] = x.tolist()  # error: [tolist-type]
    return x.tolist()


def lengths(o: Optional[List[int]], u: Union[List[int], List[str]], n: List[int]) -> int:
    a = len(o)  # warning: [length-of-optional]
    if o is not None:
        a = len(o)
    b = len(u)  # warning: [length-of-optional]
    return a + b + len(n)


for function in (
    kinds, narrowed, one_by_one, joined_by_or, eager_only, refused_tests, bools, attributes, compared, lists, lengths
):  # fmt: skip
    try:
        torch.jit.script(function)
    except Exception:
        pass


@torch.jit.script
def masked(x, mask):
    if mask is None:  # warning: [type-test-differs]
        return x
    return x * mask
