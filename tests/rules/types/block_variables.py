"""What an enclosing block lets a name hold counts for every assignment in a block, not for the first one only."""
from typing import List, Optional

import torch


@torch.jit.script
def in_branch(flag: bool, k: int) -> int:
    if flag:
        k = 3
        k = 1.5  # error: [variable-type-change]
    return k


@torch.jit.script
def in_loop(xs: List[int]) -> int:
    total = 0
    for x in xs:
        total += x
        total = total / 2  # error: [variable-type-change]
    return total


@torch.jit.script
def loop_target(xs: List[int]) -> int:
    k = 2
    for k in xs:
        k = 1.5  # error: [variable-type-change]
    return k


@torch.jit.script
def optional(flag: bool, x: Optional[int]) -> int:
    y: Optional[int] = x
    if flag:
        y = 3
        y = None
        y = 4
    return 1 if y is None else y


@torch.jit.script
def own_name(flag: bool) -> int:
    if flag:
        inner = 3
        inner = 4
    return 1


@torch.jit.script
def in_nested(flag: bool, k: int) -> int:
    if flag:
        if k > 2:
            k = 4
        k = "s"  # error: [variable-type-change]
    return k


def scaled(pred: torch.Tensor, flag: bool) -> torch.Tensor:
    if flag:
        scaled = pred.mean()
    scaled *= 2  # error: [function-as-value]
    return pred


torch.jit.script(scaled)
