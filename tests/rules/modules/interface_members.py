# torch: >=1.13
"""Modules behind interfaces: only what the interface declares can be reached."""

import torch
from torch import Tensor, nn


@torch.jit.interface
class Step(nn.Module):
    def forward(self, x: Tensor) -> Tensor:
        pass


@torch.jit.interface
class Named(nn.Module):
    def label(self) -> int:
        pass


class Shift(nn.Module):
    def __init__(self):
        super().__init__()
        self.by = 1

    def forward(self, x: Tensor) -> Tensor:
        return x + self.by

    def label(self) -> int:
        return self.by


class Nested(Shift):
    def __init__(self):
        super().__init__()
        self.inner = nn.ReLU()


class Holder(nn.Module):
    step: Step
    named: Named

    def __init__(self):
        super().__init__()
        self.step = Shift()
        self.named = Shift()
        self.open = Nested()


class Fits(Holder):
    step: Step
    named: Named

    def forward(self, x: Tensor) -> Tensor:
        step = self.step
        for child in self.open.children():
            x = child(x)
        return self.step(x) + step.forward(x) + self.named.label() + self.open.label() + self.open.by


class Attribute(Holder):
    step: Step
    named: Named

    def forward(self, x: Tensor):
        return self.step.by  # error: [object-attribute-missing]


class Method(Holder):
    step: Step
    named: Named

    def forward(self, x: Tensor):
        return self.step.label()  # error: [object-attribute-missing]


class Call(Holder):
    step: Step
    named: Named

    def forward(self, x: Tensor):
        return self.named(x)  # error: [object-attribute-missing]


class Training(Holder):
    step: Step
    named: Named

    def forward(self, x: Tensor):
        if self.step.training:  # error: [object-attribute-missing]
            return x
        return self.step(x)


class Walked(Holder):
    step: Step
    named: Named

    def forward(self, x: Tensor):
        for module in self.modules():  # error: [module-method-in-forward]
            pass
        return x


torch.jit.script(Fits())
for refused in (Attribute(), Method(), Call(), Training(), Walked()):
    try:
        torch.jit.script(refused)
    except Exception:
        pass
