# torch: >=1.13
"""Modules as values and as operands, and what torch.nn's modules have."""
from typing import Final

import torch
import torch.nn.functional as F
from torch import Tensor, nn


class Two(nn.Module):
    def __init__(self):
        super().__init__()
        self.a = nn.Linear(2, 2)
        self.b = nn.Linear(2, 2)
        self.act = nn.ReLU()
        self.heads = nn.ModuleDict({"x": nn.Linear(2, 2)})
        self.body = nn.Sequential(nn.Linear(2, 2), nn.ReLU())


class ForwardOfValue(Two):
    def forward(self, x, first: bool, i: int):
        chosen = self.a if first else self.b
        x = chosen.forward(x) + chosen.weight
        for layer in [self.a, self.b]:
            x = layer.forward(x)
        for layer in (self.a, self.act):
            x = layer.forward(x)
        listed = [self.a, self.b]
        return listed[i].forward(x)


torch.jit.script(ForwardOfValue())


class CallOfValue(Two):
    def forward(self, x, i: int):
        listed = [self.a, self.b]
        return listed[i](x)  # error: [module-as-value]


torch.jit.script(CallOfValue())


class OfTwoKinds(Two):
    def forward(self, x):
        for layer in [self.a, self.act]:  # warning: [mixed-list]
            x = layer.forward(x)  # error: [union-unchecked-use]
        return x


torch.jit.script(OfTwoKinds())


class Compared(Two):
    def forward(self, x):
        if self.a == self.b:  # error: [missing-operator-method]
            return x
        return -x


torch.jit.script(Compared())


class Added(Two):
    def forward(self, x):
        return x + self.a  # error: [missing-operator-method]


torch.jit.script(Added())


class Misspelled(Two):
    def forward(self, x):
        x = x + self.a.weights  # error: [module-attribute-missing]
        x = x * self.body.linear(x)  # error: [module-attribute-missing]
        for _, head in self.heads.items:  # error: [method-not-called]
            x = head(x)
        return x


torch.jit.script(Misspelled())


class Present(Two):
    def forward(self, x):
        n = self.a.in_features + self.a.out_features
        if self.a.training and self.act.inplace:
            n += 1
        return F.linear(x, self.a.weight, self.a.bias) * n


torch.jit.script(Present())


class NeverSet(nn.Module):
    eps: Final[float]  # warning: [unused-constant]

    def forward(self, x: Tensor):
        return x + self.eps  # error: [module-attribute-missing]


torch.jit.script(NeverSet())


class OfMethod(Two):
    def twice(self, x):
        return self.a(self.a(x))

    def forward(self, x):
        return self.twice.forward(x)  # error: [method-not-called]


torch.jit.script(OfMethod())
