# torch: >=1.13
"""What a variable annotated as a Union was made as counts for a loop only while no block in between gave it a value of its own."""
from typing import Any, Union

import torch
from torch import Tensor


@torch.jit.script
def made_as_text(n: int) -> int:
    a: Union[int, str] = "s"
    while n > 0:
        a = n  # error: [variable-type-change]
    return n


@torch.jit.script
def rebound_in_loop(n: int) -> int:
    a: Union[int, str] = "s"
    for _ in range(n):
        a = a
    while n > 0:
        a = n
    return n


@torch.jit.script
def narrowed_in_loop(n: int) -> int:
    a: Union[int, str] = "s"
    for _ in range(n):
        assert isinstance(a, (int, str))
    while n > 0:
        a = n
    return n


@torch.jit.script
def narrowed_around(x: Tensor, n: int) -> int:
    q: Any = n
    if isinstance(q, Tensor):
        while n > 0:
            q = x
            n -= 1
    return n
