# torch: >=1.13
"""functools.singledispatch: the compiler reads the function beneath, with the names of functools.py; what is registered is a function of its own."""
import functools

import torch


@functools.singledispatch
def convert(x: torch.Tensor) -> torch.Tensor:
    return x + 1


@convert.register(int)
def convert_number(x: int) -> int:
    return missing(x)  # error: [undefined-name]


@functools.singledispatch
def activate(x):
    return torch.relu(x)  # error: [undefined-name]


@functools.singledispatch
def variadic(x, *more):  # error: [variadic-parameters]
    return x


@torch.jit.script
def calls(x: torch.Tensor):
    return convert(x)


torch.jit.script(convert)
torch.jit.script(convert_number)
torch.jit.script(activate)
torch.jit.script(variadic)
