# torch: >=1.13
"""What compiled code does with an nn.ModuleDict."""
import torch
from torch import nn


class AsList(nn.Module):
    def __init__(self):
        super().__init__()
        self.m = nn.ModuleDict({'a': nn.ReLU(), 'b': nn.Tanh()})

    def forward(self, x):
        y = list(self.m)
        return x


torch.jit.script(AsList())


class AsTuple(nn.Module):
    def __init__(self):
        super().__init__()
        self.m = nn.ModuleDict({'a': nn.ReLU(), 'b': nn.Tanh()})

    def forward(self, x):
        y = tuple(self.m)  # error: [module-container-as-value]
        return x


torch.jit.script(AsTuple())


class InOrder(nn.Module):
    def __init__(self):
        super().__init__()
        self.m = nn.ModuleDict({'a': nn.ReLU(), 'b': nn.Tanh()})

    def forward(self, x):
        y = sorted(self.m)  # error: [module-container-as-value]
        return x


torch.jit.script(InOrder())


class Added(nn.Module):
    def __init__(self):
        super().__init__()
        self.m = nn.ModuleDict({'a': nn.ReLU(), 'b': nn.Tanh()})

    def forward(self, x):
        y = self.m + self.m  # error: [module-container-as-value]
        return x


torch.jit.script(Added())


class Counted(nn.Module):
    def __init__(self):
        super().__init__()
        self.m = nn.ModuleDict({'a': nn.ReLU(), 'b': nn.Tanh()})

    def forward(self, x):
        y = len(self.m)
        return x


torch.jit.script(Counted())


class AppendedTo(nn.Module):
    def __init__(self):
        super().__init__()
        self.m = nn.ModuleDict({'a': nn.ReLU(), 'b': nn.Tanh()})

    def forward(self, x):
        self.m.append(self.m[0])  # error: [module-container-index], [module-attribute-missing]
        return x


torch.jit.script(AppendedTo())


class ItemSet(nn.Module):
    def __init__(self):
        super().__init__()
        self.m = nn.ModuleDict({'a': nn.ReLU(), 'b': nn.Tanh()})

    def forward(self, x):
        self.m[0] = self.m[1]  # error: [module-container-changed], [module-container-index]
        return x


torch.jit.script(ItemSet())


class Popped(nn.Module):
    def __init__(self):
        super().__init__()
        self.m = nn.ModuleDict({'a': nn.ReLU(), 'b': nn.Tanh()})

    def forward(self, x):
        self.m.pop("a")  # error: [module-container-changed]
        return x


torch.jit.script(Popped())


class ItsKeys(nn.Module):
    def __init__(self):
        super().__init__()
        self.m = nn.ModuleDict({'a': nn.ReLU(), 'b': nn.Tanh()})

    def forward(self, x):
        y = self.m.keys()
        return x


torch.jit.script(ItsKeys())


class ItsItems(nn.Module):
    def __init__(self):
        super().__init__()
        self.m = nn.ModuleDict({'a': nn.ReLU(), 'b': nn.Tanh()})

    def forward(self, x):
        for k, v in self.m.items():
            x = x + 1
        return x


torch.jit.script(ItsItems())


class Looped(nn.Module):
    def __init__(self):
        super().__init__()
        self.m = nn.ModuleDict({'a': nn.ReLU(), 'b': nn.Tanh()})

    def forward(self, x):
        for v in self.m:
            x = x + 1
        return x


torch.jit.script(Looped())


class ItsValues(nn.Module):
    def __init__(self):
        super().__init__()
        self.m = nn.ModuleDict({'a': nn.ReLU(), 'b': nn.Tanh()})

    def forward(self, x):
        for v in self.m.values():
            x = x + 1
        return x


torch.jit.script(ItsValues())


class ByNumber(nn.Module):
    def __init__(self):
        super().__init__()
        self.m = nn.ModuleDict({'a': nn.ReLU(), 'b': nn.Tanh()})

    def forward(self, x):
        y = self.m[0]  # error: [module-container-index]
        return x


torch.jit.script(ByNumber())


class ByText(nn.Module):
    def __init__(self):
        super().__init__()
        self.m = nn.ModuleDict({'a': nn.ReLU(), 'b': nn.Tanh()})

    def forward(self, x):
        y = self.m["a"]
        return x


torch.jit.script(ByText())


class Sliced(nn.Module):
    def __init__(self):
        super().__init__()
        self.m = nn.ModuleDict({'a': nn.ReLU(), 'b': nn.Tanh()})

    def forward(self, x):
        y = self.m[1:]  # error: [module-container-as-value]
        return x


torch.jit.script(Sliced())


class Unpacked(nn.Module):
    def __init__(self):
        super().__init__()
        self.m = nn.ModuleDict({'a': nn.ReLU(), 'b': nn.Tanh()})

    def forward(self, x):
        y = [*self.m]  # error: [module-container-as-value]
        return x


torch.jit.script(Unpacked())


class Assigned(nn.Module):
    def __init__(self):
        super().__init__()
        self.m = nn.ModuleDict({'a': nn.ReLU(), 'b': nn.Tanh()})

    def forward(self, x):
        y = self.m
        return x


torch.jit.script(Assigned())


class Called(nn.Module):
    def __init__(self):
        super().__init__()
        self.m = nn.ModuleDict({'a': nn.ReLU(), 'b': nn.Tanh()})

    def forward(self, x):
        y = self.m(x)  # error: [module-without-forward]
        return x


torch.jit.script(Called())


class AsCondition(nn.Module):
    def __init__(self):
        super().__init__()
        self.m = nn.ModuleDict({'a': nn.ReLU(), 'b': nn.Tanh()})

    def forward(self, x):
        if not self.m:  # error: [truth-value-unsupported]
            x = x + 1
        return x


torch.jit.script(AsCondition())


class Reversed(nn.Module):
    def __init__(self):
        super().__init__()
        self.m = nn.ModuleDict({'a': nn.ReLU(), 'b': nn.Tanh()})

    def forward(self, x):
        for v in reversed(self.m):  # error: [reversed-module-list]
            x = x + 1
        return x


torch.jit.script(Reversed())


class Enumerated(nn.Module):
    def __init__(self):
        super().__init__()
        self.m = nn.ModuleDict({'a': nn.ReLU(), 'b': nn.Tanh()})

    def forward(self, x):
        for i, v in enumerate(self.m):
            x = x + i
        return x


torch.jit.script(Enumerated())


class FromTheEnd(nn.Module):
    def __init__(self):
        super().__init__()
        self.m = nn.ModuleDict({'a': nn.ReLU(), 'b': nn.Tanh()})

    def forward(self, x):
        y = self.m[-1]  # error: [module-container-index]
        return x


torch.jit.script(FromTheEnd())
