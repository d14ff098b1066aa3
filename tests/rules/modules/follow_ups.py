# torch: >=1.13
"""One cause is told once: what follows from it is no mistake of its own."""

from typing import List, Optional

import torch
from torch import Tensor, nn


class NoneTested(nn.Module):
    def __init__(self, norm=None, reg: Optional[float] = None):
        super().__init__()
        self.norm = norm
        self.reg = reg

    def regular(self, x: Tensor) -> Tensor:
        return x + self.reg * x.mean()

    def forward(self, x: Tensor) -> Tensor:
        if self.norm:  # error: [truth-value-unsupported]
            x = self.norm(x)
        if not self.reg:  # error: [truth-value-unsupported]
            return x
        return self.regular(x)


class ModuleTested(nn.Module):
    def __init__(self):
        super().__init__()
        self.norm = nn.ReLU()
        self.other = None

    def forward(self, x: Tensor) -> Tensor:
        return self.norm(x) if self.norm else self.other(x)  # error: [truth-value-unsupported]


class MadeInForward(nn.Module):
    def forward(self, x: Tensor) -> Tensor:
        self.hidden = torch.tanh(x)  # error: [module-attribute-missing]
        return self.hidden * (self.hidden + 1)


class NoneFilled(nn.Module):
    def __init__(self):
        super().__init__()
        self.cache = None

    def forward(self, x: Tensor) -> Tensor:
        if self.cache is None:
            self.cache = x  # error: [attribute-type-change]
        return x + self.cache


class Generating(nn.Module):
    def parts(self, x: Tensor):
        for i in range(x.size(0)):
            yield x[i]  # error: [generator]

    def forward(self, x: Tensor) -> Tensor:
        for part in self.parts(x):
            x = x + part
        return x


class Unwritten(nn.Module):
    def body(self, x: Tensor) -> Tensor:
        ...  # error: [ellipsis-value]

    def forward(self, x: Tensor) -> Tensor:
        return self.body(x)


def longest_first(words: List[str]) -> List[str]:
    words.sort(key=lambda w: len(w))  # error: [lambda]
    return sorted(words, key=lambda w: len(w))  # error: [lambda]


def counted(x: Tensor, n: int) -> Tensor:
    while (k := n - 1) > 3:  # error: [walrus]
        n = k
    return x * n


def defaulted(n: Optional[int] = None) -> int:
    n = n or 10  # error: [optional-truthiness]
    return n


torch.jit.script(NoneTested())
torch.jit.script(ModuleTested())
torch.jit.script(MadeInForward())
torch.jit.script(NoneFilled())
torch.jit.script(Generating())
torch.jit.script(Unwritten())
torch.jit.script(longest_first)
torch.jit.script(counted)
torch.jit.script(defaulted)
