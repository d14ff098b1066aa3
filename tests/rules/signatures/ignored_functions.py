"""Signatures of functions that stay Python's."""
import torch
from torch import Tensor


@torch.jit.ignore
def typed_variadic(x: Tensor, *more) -> Tensor:
    return x


@torch.jit.unused
def typed_options(x: Tensor, **options) -> Tensor:
    return x


@torch.jit.ignore
def typed_keyword(x: Tensor, *, k: int = 2) -> Tensor:
    return x


@torch.jit.ignore
def with_comment(x, *more):
    # type: (Tensor) -> Tensor
    return x


@torch.jit.ignore
def plain_variadic(x, *more):
    return x


@torch.jit.ignore
def plain_options(x, **options):
    return x


@torch.jit.ignore
def plain_keyword(x, *, k=1):
    return x


@torch.jit.script
def call_typed_variadic(x: Tensor):
    return typed_variadic(x)  # error: [ignored-variadic-parameters]


@torch.jit.script
def call_typed_options(x: Tensor):
    return typed_options(x)  # error: [ignored-variadic-parameters]


@torch.jit.script
def call_typed_keyword(x: Tensor):
    return typed_keyword(x)  # error: [ignored-variadic-parameters]


@torch.jit.script
def call_with_comment(x: Tensor):
    return with_comment(x)


@torch.jit.script
def call_plain_variadic(x: Tensor):
    return plain_variadic(x, x, x)


@torch.jit.script
def call_plain_options(x: Tensor):
    return plain_options(x)


@torch.jit.script
def call_unknown_option(x: Tensor):
    return plain_options(x, step=x)  # error: [argument-type-mismatch]


@torch.jit.script
def call_plain_keyword(x: Tensor):
    return plain_keyword(x)
