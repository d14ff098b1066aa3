# torch: >=1.13
"""What compiled code does with an nn.ModuleList."""
import torch
from torch import nn


class AsList(nn.Module):
    def __init__(self):
        super().__init__()
        self.m = nn.ModuleList([nn.ReLU(), nn.Tanh()])

    def forward(self, x):
        y = list(self.m)  # error: [module-container-as-value]
        return x


torch.jit.script(AsList())


class AsTuple(nn.Module):
    def __init__(self):
        super().__init__()
        self.m = nn.ModuleList([nn.ReLU(), nn.Tanh()])

    def forward(self, x):
        y = tuple(self.m)  # error: [module-container-as-value]
        return x


torch.jit.script(AsTuple())


class InOrder(nn.Module):
    def __init__(self):
        super().__init__()
        self.m = nn.ModuleList([nn.ReLU(), nn.Tanh()])

    def forward(self, x):
        y = sorted(self.m)  # error: [module-container-as-value]
        return x


torch.jit.script(InOrder())


class Added(nn.Module):
    def __init__(self):
        super().__init__()
        self.m = nn.ModuleList([nn.ReLU(), nn.Tanh()])

    def forward(self, x):
        y = self.m + self.m  # error: [module-container-as-value]
        return x


torch.jit.script(Added())


class Counted(nn.Module):
    def __init__(self):
        super().__init__()
        self.m = nn.ModuleList([nn.ReLU(), nn.Tanh()])

    def forward(self, x):
        y = len(self.m)
        return x


torch.jit.script(Counted())


class AppendedTo(nn.Module):
    def __init__(self):
        super().__init__()
        self.m = nn.ModuleList([nn.ReLU(), nn.Tanh()])

    def forward(self, x):
        self.m.append(self.m[0])  # error: [module-container-changed]
        return x


torch.jit.script(AppendedTo())


class ItemSet(nn.Module):
    def __init__(self):
        super().__init__()
        self.m = nn.ModuleList([nn.ReLU(), nn.Tanh()])

    def forward(self, x):
        self.m[0] = self.m[1]  # error: [module-container-changed]
        return x


torch.jit.script(ItemSet())


class Popped(nn.Module):
    def __init__(self):
        super().__init__()
        self.m = nn.ModuleList([nn.ReLU(), nn.Tanh()])

    def forward(self, x):
        self.m.pop("a")  # error: [module-container-changed]
        return x


torch.jit.script(Popped())


class ItsKeys(nn.Module):
    def __init__(self):
        super().__init__()
        self.m = nn.ModuleList([nn.ReLU(), nn.Tanh()])

    def forward(self, x):
        y = self.m.keys()  # error: [module-container-changed]
        return x


torch.jit.script(ItsKeys())


class ItsItems(nn.Module):
    def __init__(self):
        super().__init__()
        self.m = nn.ModuleList([nn.ReLU(), nn.Tanh()])

    def forward(self, x):
        for k, v in self.m.items():  # error: [module-container-changed]
            x = x + 1
        return x


torch.jit.script(ItsItems())


class Looped(nn.Module):
    def __init__(self):
        super().__init__()
        self.m = nn.ModuleList([nn.ReLU(), nn.Tanh()])

    def forward(self, x):
        for v in self.m:
            x = x + 1
        return x


torch.jit.script(Looped())


class ItsValues(nn.Module):
    def __init__(self):
        super().__init__()
        self.m = nn.ModuleList([nn.ReLU(), nn.Tanh()])

    def forward(self, x):
        for v in self.m.values():  # error: [module-container-changed]
            x = x + 1
        return x


torch.jit.script(ItsValues())


class ByNumber(nn.Module):
    def __init__(self):
        super().__init__()
        self.m = nn.ModuleList([nn.ReLU(), nn.Tanh()])

    def forward(self, x):
        y = self.m[0]
        return x


torch.jit.script(ByNumber())


class ByText(nn.Module):
    def __init__(self):
        super().__init__()
        self.m = nn.ModuleList([nn.ReLU(), nn.Tanh()])

    def forward(self, x):
        y = self.m["a"]  # error: [module-container-index]
        return x


torch.jit.script(ByText())


class Sliced(nn.Module):
    def __init__(self):
        super().__init__()
        self.m = nn.ModuleList([nn.ReLU(), nn.Tanh()])

    def forward(self, x):
        y = self.m[1:]
        return x


torch.jit.script(Sliced())


class Unpacked(nn.Module):
    def __init__(self):
        super().__init__()
        self.m = nn.ModuleList([nn.ReLU(), nn.Tanh()])

    def forward(self, x):
        y = [*self.m]  # error: [module-container-as-value]
        return x


torch.jit.script(Unpacked())


class InComprehension(nn.Module):
    def __init__(self):
        super().__init__()
        self.m = nn.ModuleList([nn.ReLU(), nn.Tanh()])

    def forward(self, x):
        y = [v(x) for v in self.m]
        return x


torch.jit.script(InComprehension())


class Assigned(nn.Module):
    def __init__(self):
        super().__init__()
        self.m = nn.ModuleList([nn.ReLU(), nn.Tanh()])

    def forward(self, x):
        y = self.m
        return x


torch.jit.script(Assigned())


class Summed(nn.Module):
    def __init__(self):
        super().__init__()
        self.m = nn.ModuleList([nn.ReLU(), nn.Tanh()])

    def forward(self, x):
        y = sum(self.m)  # error: [module-container-as-value]
        return x


torch.jit.script(Summed())


class Called(nn.Module):
    def __init__(self):
        super().__init__()
        self.m = nn.ModuleList([nn.ReLU(), nn.Tanh()])

    def forward(self, x):
        y = self.m(x)  # error: [module-without-forward]
        return x


torch.jit.script(Called())


class IsNone(nn.Module):
    def __init__(self):
        super().__init__()
        self.m = nn.ModuleList([nn.ReLU(), nn.Tanh()])

    def forward(self, x):
        if self.m is not None:
            x = x + 1
        return x


torch.jit.script(IsNone())


class AsCondition(nn.Module):
    def __init__(self):
        super().__init__()
        self.m = nn.ModuleList([nn.ReLU(), nn.Tanh()])

    def forward(self, x):
        if not self.m:  # error: [truth-value-unsupported]
            x = x + 1
        return x


torch.jit.script(AsCondition())


class Reversed(nn.Module):
    def __init__(self):
        super().__init__()
        self.m = nn.ModuleList([nn.ReLU(), nn.Tanh()])

    def forward(self, x):
        for v in reversed(self.m):  # error: [reversed-module-list]
            x = x + 1
        return x


torch.jit.script(Reversed())


class Enumerated(nn.Module):
    def __init__(self):
        super().__init__()
        self.m = nn.ModuleList([nn.ReLU(), nn.Tanh()])

    def forward(self, x):
        for i, v in enumerate(self.m):
            x = x + i
        return x


torch.jit.script(Enumerated())


class FromTheEnd(nn.Module):
    def __init__(self):
        super().__init__()
        self.m = nn.ModuleList([nn.ReLU(), nn.Tanh()])

    def forward(self, x):
        y = self.m[-1]
        return x


torch.jit.script(FromTheEnd())


class ItsLengthCompared(nn.Module):
    def __init__(self):
        super().__init__()
        self.m = nn.ModuleList([nn.ReLU(), nn.Tanh()])

    def forward(self, x):
        if len(self.m) > 1:
            x = x + 1
        return x


torch.jit.script(ItsLengthCompared())


class Compared(nn.Module):
    def __init__(self):
        super().__init__()
        self.m = nn.ModuleList([nn.ReLU(), nn.Tanh()])

    def forward(self, x):
        if self.m == self.m:  # error: [module-container-as-value]
            x = x + 1
        return x


torch.jit.script(Compared())


class ItsFlag(nn.Module):
    def __init__(self):
        super().__init__()
        self.m = nn.ModuleList([nn.ReLU(), nn.Tanh()])

    def forward(self, x):
        y = self.m.training
        return x


torch.jit.script(ItsFlag())


class NumberedAttribute(nn.Module):
    def __init__(self):
        super().__init__()
        self.m = nn.ModuleList([nn.ReLU(), nn.Tanh()])

    def forward(self, x):
        y = getattr(self.m, "0")
        return x


torch.jit.script(NumberedAttribute())


class Printed(nn.Module):
    def __init__(self):
        super().__init__()
        self.m = nn.ModuleList([nn.ReLU(), nn.Tanh()])

    def forward(self, x):
        print(self.m)
        return x


torch.jit.script(Printed())


class Conditional(nn.Module):
    def __init__(self):
        super().__init__()
        self.m = nn.ModuleList([nn.ReLU(), nn.Tanh()])

    def forward(self, x):
        y = self.m if x.sum() > 0 else self.m
        return x


torch.jit.script(Conditional())


class Returned(nn.Module):
    def __init__(self):
        super().__init__()
        self.m = nn.ModuleList([nn.ReLU(), nn.Tanh()])

    def forward(self, x):
        if x.sum() > 5:
            x = self.m[0](x)
        return x


torch.jit.script(Returned())
