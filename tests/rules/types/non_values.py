# torch: >=1.13
"""Near misses of the rules about what exists only while compiling: ranges, slices, exceptions, builtins, `print`."""
from typing import List

import torch
from torch import Tensor


@torch.jit.script
def looped(xs: List[int], n: int):
    steps = range(n)
    pairs = zip(xs, steps)
    total = 0
    for i in steps:
        total += i
    for a, b in pairs:
        total += a * b
    for i, (a, b) in enumerate(zip(xs, xs), 1):
        total += i * a * b
    return total, list(steps), [i for i in steps]


@torch.jit.script
def used(xs: List[int], n: int):
    steps = range(n)
    print(steps)  # error: [range-as-value]
    a = len(range(n))  # error: [range-as-value]
    b = range(n)[0]  # error: [range-as-value]
    c = [zip(xs, xs)]  # error: [range-as-value]
    d, e = range(2)  # error: [range-as-value]
    f = range(n) == range(n)  # error: [range-as-value]
    return enumerate(xs)  # error: [range-as-value]


@torch.jit.script
def sliced(x: Tensor, xs: List[int], flag: bool):
    rows = slice(0, 2)
    y = x[rows] + x[slice(1, 3), 0]
    z = xs[rows]
    a = slice(0, 1) if flag else slice(1, 2)  # error: [slice-as-value]
    b = [slice(0, 2)]  # error: [slice-as-value]
    c = slice(0, 2).start  # error: [slice-as-value]
    return y, z


@torch.jit.script
def raised(x: Tensor, flag: bool):
    error = ValueError("a")
    kind = KeyError
    if flag:
        raise error
    if x.dim() == 3:
        raise AssertionError
    if x.dim() == 4:
        raise kind("b")
    text = str(ValueError("a"))  # error: [exception-as-value]
    print(error)  # error: [exception-as-value]
    args = error.args  # error: [exception-as-value]
    return x


@torch.jit.script
def builtins(x: Tensor, xs: List[int], max: int):
    size = len
    a = size(xs) + max
    b = str.join(",", ["a"])  # error: [builtin-as-value]
    c = [abs]  # error: [builtin-as-value]
    d = isinstance(x, Tensor)
    return x, a


@torch.jit.script
def printed(x: Tensor):
    nothing = print(x)
    print(nothing)  # error: [print-as-value]
    a = [print(x)]  # error: [print-as-value]
    return print(x) is None  # error: [print-as-value]
