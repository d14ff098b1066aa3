# torch: >=1.13
"""The forward that a class inherits from torch.nn is compiled with the methods that the class defines anew."""
from typing import Optional

import torch
from torch import Tensor, nn


class Standardized(nn.Conv2d):
    def _conv_forward(self, x: Tensor, weight: Tensor, bias: Optional[Tensor]):
        weight = weight - weight.mean()
        return super()._conv_forward(x, weight, bias)  # error: [super-call]


torch.jit.script(Standardized(3, 3, 1))


class Plain(nn.Conv2d):
    def _conv_forward(self, x: Tensor, weight: Tensor, bias: Optional[Tensor]):
        return torch.conv2d(x, weight - weight.mean(), bias, self.stride)


torch.jit.script(Plain(3, 3, 1))


class AnyDims(nn.BatchNorm2d):
    def _check_input_dim(self, input):
        if input.dim() not in {2, 4}:  # error: [set-literal]
            raise ValueError("2 or 4 dimensions")


torch.jit.script(AnyDims(3))


class Gated(nn.TransformerEncoderLayer):
    def _ff_block(self, x: Tensor) -> Tensor:
        return self.linear2(self.linear1(x)) * x.norm(dims=-1)  # error: [argument-type-mismatch]


torch.jit.script(Gated(4, 2))


class OwnForward(nn.Conv2d):
    def _conv_forward(self, x: Tensor, weight: Tensor, bias: Optional[Tensor]):
        return [x for x in range(3) if x]

    def forward(self, x: Tensor):
        return torch.conv2d(x, self.weight)


torch.jit.script(OwnForward(3, 3, 1))
