# torch: >=1.13
"""Forward hooks on modules whose forward does not say what it returns, or has overloads."""
from typing import Tuple

import torch
from torch import Tensor, nn


def takes_one(module, inputs: Tuple[Tensor], result: Tensor):  # error: [forward-hook-signature]
    return result


def takes_two(module, inputs: Tuple[Tensor], result: Tuple[Tensor, Tensor]):
    return result


def counts(module, inputs: Tuple[Tensor], result: Tensor):
    return result.dim()


def takes_count(module, inputs: Tuple[Tensor], result: int):
    print(result)


def after_count(module, inputs: Tuple[Tensor], result: Tensor):  # error: [forward-hook-signature]
    print(result)


class Pair(nn.Module):
    def forward(self, x):
        return x, x


class One(nn.Module):
    def forward(self, x):
        return x * 2


class Wrong(nn.Module):
    def __init__(self):
        super().__init__()
        self.pair = Pair()
        self.pair.register_forward_hook(takes_one)

    def forward(self, x):
        return self.pair(x)


class Right(nn.Module):
    def __init__(self):
        super().__init__()
        self.pair = Pair()
        self.pair.register_forward_hook(takes_two)
        self.one = One()
        self.one.register_forward_hook(counts)
        self.one.register_forward_hook(takes_count)

    def forward(self, x):
        return self.pair(x), self.one(x)


class Counted(nn.Module):
    def __init__(self):
        super().__init__()
        self.one = One()
        self.one.register_forward_hook(counts)
        self.one.register_forward_hook(after_count)

    def forward(self, x):
        return self.one(x)


class Recurrent(nn.Module):
    def __init__(self):
        super().__init__()
        self.rnn = nn.GRU(2, 2)
        self.rnn.register_forward_pre_hook(before)  # error: [forward-hook-not-compilable]

    def forward(self, x):
        return self.rnn(x)


def before(module, inputs: Tuple[Tensor]) -> None:
    print(inputs[0].shape)


torch.jit.script(Right())
for refused in (Wrong(), Counted(), Recurrent()):
    try:
        torch.jit.script(refused)
    except Exception:
        pass
