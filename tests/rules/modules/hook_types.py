# torch: >=1.13
"""Hooks are annotated with exactly what forward takes and gives."""
from typing import Optional, Tuple

import torch
from torch import Tensor, nn


class Scale(nn.Module):
    def forward(self, x: Tensor, by: float) -> Tensor:
        return x * by


def whole(self, inputs: Tuple[Tensor, float], output: Tensor):
    return output


def of_int(self, inputs: Tuple[Tensor, int], output: Tensor):  # error: [forward-hook-signature]
    return output


def of_pair(self, inputs: Tuple[Tensor, float], output: Tuple[Tensor, Tensor]):  # error: [forward-hook-signature]
    return output[0]


def doubled(self, inputs: Tuple[Tensor, float], output: Tensor) -> Tuple[Tensor, Tensor]:
    return output, output


def first(self, inputs: Tuple[Tensor, float], output: Tuple[Tensor, Tensor]) -> Tensor:
    return output[0]


def one_of_two(self, inputs: Tuple[Tensor, float]) -> Tensor:  # error: [forward-hook-signature]
    return inputs[0]


def both(self, inputs: Tuple[Tensor, float]) -> Tuple[Tensor, float]:
    return inputs


def silent(self, inputs: Tuple[Tensor, float]) -> None:
    print(inputs[1])


def alone(self, inputs: Tuple[Tensor]) -> Tensor:
    return inputs[0]


def perhaps(self, inputs: Tuple[Tensor]) -> Optional[Tensor]:  # error: [forward-hook-signature]
    return inputs[0]


good = Scale()
good.register_forward_pre_hook(both)
good.register_forward_pre_hook(silent)
good.register_forward_hook(whole)
good.register_forward_hook(doubled)
good.register_forward_hook(first)
torch.jit.script(good)

wrong_input = Scale()
wrong_input.register_forward_hook(of_int)
torch.jit.script(wrong_input)

wrong_output = Scale()
wrong_output.register_forward_hook(of_pair)
torch.jit.script(wrong_output)

wrong_result = Scale()
wrong_result.register_forward_pre_hook(one_of_two)
torch.jit.script(wrong_result)

layer = nn.Linear(2, 2)
layer.register_forward_pre_hook(alone)
torch.jit.script(layer)

other_layer = nn.Linear(2, 2)
other_layer.register_forward_pre_hook(perhaps)
torch.jit.script(other_layer)


def prints(self, inputs: Tuple[Tensor], output: Tensor):
    print(output)


def after(self, inputs: Tuple[Tensor], output: Tensor):  # error: [forward-hook-signature]
    return output


watched = nn.Linear(2, 2)
watched.register_forward_hook(prints)
watched.register_forward_hook(after)
torch.jit.script(watched)
