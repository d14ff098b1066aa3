"""Near misses of the rules about `# type:` comments."""
from typing import List

import torch
from torch import Tensor


@torch.jit.script
def ignored(x):
    y = x  # noqa  # type: ignore
    z = y  # type : ignore
    return z  #type: ignore


@torch.jit.script
def dtype_in_prose(x):
    # dtype: float
    # types: float
    # the type: float
    return x


@torch.jit.script
def result_behind(x,  # type: Tensor
                  k,  # type: float
                  ):
    # type: (...) -> Tensor
    y = x  # type: Tensor
    return y * k


@torch.jit.script
def late(x, k):
    y = x
    # type: (Tensor, float) -> Tensor
    return y * k


@torch.jit.script
def outside(x):
    return x
# type: below the function


@torch.jit.script
def no_space(x):
    y = x  #type:ignore  # error: [type-ignore-comment]
    return y


@torch.jit.script
def spaced(x):
    #  type: (Tensor) -> Tensor  # error: [comment-read-as-signature]
    return x


@torch.jit.script
def last(x):
    return x
    # type: something  # error: [comment-read-as-signature]


@torch.jit.script
def on_def(x, k):  # type: (Tensor, float) -> Tensor  # error: [comment-read-as-signature]
    return x * k


@torch.jit.script
def with_signature(x):
    # type: (Tensor) -> Tensor
    y = x  # type: Tensor  # error: [variable-type-comment]
    z = x  # type: ignore  # error: [type-ignore-comment]
    return y


@torch.jit.script
def commented(x,  # type: Tensor  # error: [signature-comment]
              k,  # type: float
              ):
    # type: (...) -> Tensor
    return x * k


@torch.jit.script
def many(x):  # error: [signature-comment]
    # type: (Tensor, int) -> Tensor
    return x
