# torch: >=1.13
"""Near misses of `unsupported-del` and `del-in-block`."""
from typing import Dict, List, Optional, Tuple

import torch
from torch import Tensor


@torch.jit.script
def names(x: Tensor, y: Tensor, flag: bool):
    a = x + 1
    del a
    del (y)
    b = x + 2
    if flag:
        del b
    for i in range(2):
        a = x * i
    return x


@torch.jit.script
def blocks(x: Tensor, flag: bool):
    if flag:
        a = x + 1
        x = a
        del a  # error: [del-in-block]
    for i in range(2):
        b = x * i
        for j in range(2):
            x = x + b
            del b  # error: [del-in-block]
        del i  # error: [del-in-block]
    return x


@torch.jit.script
def twice(x: Tensor):
    y = x + 1
    del y
    del y  # error: [del-in-block]
    return x


@torch.jit.script
def unrolled(x: Tensor, pair: Tuple[Tensor, Tensor], extra: Optional[Tensor]):
    for part in pair:
        y = part + 1
        x = x + y
        del y
    if torch.jit.is_scripting():
        z = x + 1
        x = z
        del z
    if extra is not None:
        x = x + extra
        del extra
    return x


@torch.jit.script
def items(xs: List[int], table: Dict[str, List[int]], key: str, i: int):
    del xs[-i]
    del table[key]
    del table["rest"][0]
    return xs


@torch.jit.script
def refused(xs: List[int], table: Dict[str, int], x: Tensor, text: str, pair: Tuple[int, int]):
    del xs[1:]  # error: [unsupported-del]
    del table[0]  # error: [unsupported-del]
    del xs["a"]  # error: [unsupported-del]
    del x[0]  # error: [unsupported-del]
    del text[0]  # error: [unsupported-del]
    del pair[0]  # error: [unsupported-del]
    del [xs]  # error: [unsupported-del]
    return table


@torch.jit.script
def dead(x: Tensor):
    if not torch.jit.is_scripting():
        del x.grad
    return x
