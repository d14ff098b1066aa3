# torch: >=1.13
"""Containers of modules in compiled code."""
import torch
from torch import nn


class MlistList(nn.Module):
    def __init__(self):
        super().__init__()
        self.m = nn.ModuleList([nn.ReLU(), nn.Tanh()])

    def forward(self, x):
        y = list(self.m)  # error: [module-container-as-value]
        return x


torch.jit.script(MlistList())


class MlistTuple(nn.Module):
    def __init__(self):
        super().__init__()
        self.m = nn.ModuleList([nn.ReLU(), nn.Tanh()])

    def forward(self, x):
        y = tuple(self.m)  # error: [module-container-as-value]
        return x


torch.jit.script(MlistTuple())


class MlistSorted(nn.Module):
    def __init__(self):
        super().__init__()
        self.m = nn.ModuleList([nn.ReLU(), nn.Tanh()])

    def forward(self, x):
        y = sorted(self.m)  # error: [module-container-as-value]
        return x


torch.jit.script(MlistSorted())


class MlistAdd(nn.Module):
    def __init__(self):
        super().__init__()
        self.m = nn.ModuleList([nn.ReLU(), nn.Tanh()])

    def forward(self, x):
        y = self.m + self.m  # error: [module-container-as-value]
        return x


torch.jit.script(MlistAdd())


class MlistLen(nn.Module):
    def __init__(self):
        super().__init__()
        self.m = nn.ModuleList([nn.ReLU(), nn.Tanh()])

    def forward(self, x):
        y = len(self.m)
        return x


torch.jit.script(MlistLen())


class MlistAppend(nn.Module):
    def __init__(self):
        super().__init__()
        self.m = nn.ModuleList([nn.ReLU(), nn.Tanh()])

    def forward(self, x):
        self.m.append(self.m[0])  # error: [module-container-changed]
        return x


torch.jit.script(MlistAppend())


class MlistSetitem(nn.Module):
    def __init__(self):
        super().__init__()
        self.m = nn.ModuleList([nn.ReLU(), nn.Tanh()])

    def forward(self, x):
        self.m[0] = self.m[1]  # error: [module-container-changed]
        return x


torch.jit.script(MlistSetitem())


class MlistPop(nn.Module):
    def __init__(self):
        super().__init__()
        self.m = nn.ModuleList([nn.ReLU(), nn.Tanh()])

    def forward(self, x):
        self.m.pop("a")  # error: [module-container-changed]
        return x


torch.jit.script(MlistPop())


class MlistKeys(nn.Module):
    def __init__(self):
        super().__init__()
        self.m = nn.ModuleList([nn.ReLU(), nn.Tanh()])

    def forward(self, x):
        y = self.m.keys()  # error: [module-container-changed]
        return x


torch.jit.script(MlistKeys())


class MlistItemsl(nn.Module):
    def __init__(self):
        super().__init__()
        self.m = nn.ModuleList([nn.ReLU(), nn.Tanh()])

    def forward(self, x):
        for k, v in self.m.items():  # error: [module-container-changed]
            x = x + 1
        return x


torch.jit.script(MlistItemsl())


class MlistIter(nn.Module):
    def __init__(self):
        super().__init__()
        self.m = nn.ModuleList([nn.ReLU(), nn.Tanh()])

    def forward(self, x):
        for v in self.m:
            x = x + 1
        return x


torch.jit.script(MlistIter())


class MlistValues(nn.Module):
    def __init__(self):
        super().__init__()
        self.m = nn.ModuleList([nn.ReLU(), nn.Tanh()])

    def forward(self, x):
        for v in self.m.values():  # error: [module-container-changed]
            x = x + 1
        return x


torch.jit.script(MlistValues())


class MlistIdx(nn.Module):
    def __init__(self):
        super().__init__()
        self.m = nn.ModuleList([nn.ReLU(), nn.Tanh()])

    def forward(self, x):
        y = self.m[0]
        return x


torch.jit.script(MlistIdx())


class MlistKey(nn.Module):
    def __init__(self):
        super().__init__()
        self.m = nn.ModuleList([nn.ReLU(), nn.Tanh()])

    def forward(self, x):
        y = self.m["a"]  # error: [module-container-index]
        return x


torch.jit.script(MlistKey())


class MlistSlice(nn.Module):
    def __init__(self):
        super().__init__()
        self.m = nn.ModuleList([nn.ReLU(), nn.Tanh()])

    def forward(self, x):
        y = self.m[1:]
        return x


torch.jit.script(MlistSlice())


class MlistStar(nn.Module):
    def __init__(self):
        super().__init__()
        self.m = nn.ModuleList([nn.ReLU(), nn.Tanh()])

    def forward(self, x):
        y = [*self.m]  # error: [module-container-as-value]
        return x


torch.jit.script(MlistStar())


class MlistListcomp(nn.Module):
    def __init__(self):
        super().__init__()
        self.m = nn.ModuleList([nn.ReLU(), nn.Tanh()])

    def forward(self, x):
        y = [v(x) for v in self.m]
        return x


torch.jit.script(MlistListcomp())


class MlistAssign(nn.Module):
    def __init__(self):
        super().__init__()
        self.m = nn.ModuleList([nn.ReLU(), nn.Tanh()])

    def forward(self, x):
        y = self.m
        return x


torch.jit.script(MlistAssign())


class MlistSum(nn.Module):
    def __init__(self):
        super().__init__()
        self.m = nn.ModuleList([nn.ReLU(), nn.Tanh()])

    def forward(self, x):
        y = sum(self.m)  # error: [module-container-as-value]
        return x


torch.jit.script(MlistSum())


class MlistCall(nn.Module):
    def __init__(self):
        super().__init__()
        self.m = nn.ModuleList([nn.ReLU(), nn.Tanh()])

    def forward(self, x):
        y = self.m(x)  # error: [module-without-forward]
        return x


torch.jit.script(MlistCall())


class MlistIsnone(nn.Module):
    def __init__(self):
        super().__init__()
        self.m = nn.ModuleList([nn.ReLU(), nn.Tanh()])

    def forward(self, x):
        if self.m is not None:
            x = x + 1
        return x


torch.jit.script(MlistIsnone())


class MlistTruth(nn.Module):
    def __init__(self):
        super().__init__()
        self.m = nn.ModuleList([nn.ReLU(), nn.Tanh()])

    def forward(self, x):
        if not self.m:  # error: [truth-value-unsupported]
            x = x + 1
        return x


torch.jit.script(MlistTruth())


class MlistRev(nn.Module):
    def __init__(self):
        super().__init__()
        self.m = nn.ModuleList([nn.ReLU(), nn.Tanh()])

    def forward(self, x):
        for v in reversed(self.m):  # error: [reversed-module-list]
            x = x + 1
        return x


torch.jit.script(MlistRev())


class MlistEnum(nn.Module):
    def __init__(self):
        super().__init__()
        self.m = nn.ModuleList([nn.ReLU(), nn.Tanh()])

    def forward(self, x):
        for i, v in enumerate(self.m):
            x = x + i
        return x


torch.jit.script(MlistEnum())


class MlistNeg(nn.Module):
    def __init__(self):
        super().__init__()
        self.m = nn.ModuleList([nn.ReLU(), nn.Tanh()])

    def forward(self, x):
        y = self.m[-1]
        return x


torch.jit.script(MlistNeg())


class MlistCmp(nn.Module):
    def __init__(self):
        super().__init__()
        self.m = nn.ModuleList([nn.ReLU(), nn.Tanh()])

    def forward(self, x):
        if len(self.m) > 1:
            x = x + 1
        return x


torch.jit.script(MlistCmp())


class MlistEq(nn.Module):
    def __init__(self):
        super().__init__()
        self.m = nn.ModuleList([nn.ReLU(), nn.Tanh()])

    def forward(self, x):
        if self.m == self.m:  # error: [module-container-as-value]
            x = x + 1
        return x


torch.jit.script(MlistEq())


class MlistAttr(nn.Module):
    def __init__(self):
        super().__init__()
        self.m = nn.ModuleList([nn.ReLU(), nn.Tanh()])

    def forward(self, x):
        y = self.m.training
        return x


torch.jit.script(MlistAttr())


class MlistAttr0(nn.Module):
    def __init__(self):
        super().__init__()
        self.m = nn.ModuleList([nn.ReLU(), nn.Tanh()])

    def forward(self, x):
        y = getattr(self.m, "0")
        return x


torch.jit.script(MlistAttr0())


class MlistPrint(nn.Module):
    def __init__(self):
        super().__init__()
        self.m = nn.ModuleList([nn.ReLU(), nn.Tanh()])

    def forward(self, x):
        print(self.m)
        return x


torch.jit.script(MlistPrint())


class MlistTern(nn.Module):
    def __init__(self):
        super().__init__()
        self.m = nn.ModuleList([nn.ReLU(), nn.Tanh()])

    def forward(self, x):
        y = self.m if x.sum() > 0 else self.m
        return x


torch.jit.script(MlistTern())


class MlistRet(nn.Module):
    def __init__(self):
        super().__init__()
        self.m = nn.ModuleList([nn.ReLU(), nn.Tanh()])

    def forward(self, x):
        if x.sum() > 5:
            x = self.m[0](x)
        return x


torch.jit.script(MlistRet())


class MdictList(nn.Module):
    def __init__(self):
        super().__init__()
        self.m = nn.ModuleDict({'a': nn.ReLU(), 'b': nn.Tanh()})

    def forward(self, x):
        y = list(self.m)
        return x


torch.jit.script(MdictList())


class MdictTuple(nn.Module):
    def __init__(self):
        super().__init__()
        self.m = nn.ModuleDict({'a': nn.ReLU(), 'b': nn.Tanh()})

    def forward(self, x):
        y = tuple(self.m)  # error: [module-container-as-value]
        return x


torch.jit.script(MdictTuple())


class MdictSorted(nn.Module):
    def __init__(self):
        super().__init__()
        self.m = nn.ModuleDict({'a': nn.ReLU(), 'b': nn.Tanh()})

    def forward(self, x):
        y = sorted(self.m)  # error: [module-container-as-value]
        return x


torch.jit.script(MdictSorted())


class MdictAdd(nn.Module):
    def __init__(self):
        super().__init__()
        self.m = nn.ModuleDict({'a': nn.ReLU(), 'b': nn.Tanh()})

    def forward(self, x):
        y = self.m + self.m  # error: [module-container-as-value]
        return x


torch.jit.script(MdictAdd())


class MdictLen(nn.Module):
    def __init__(self):
        super().__init__()
        self.m = nn.ModuleDict({'a': nn.ReLU(), 'b': nn.Tanh()})

    def forward(self, x):
        y = len(self.m)
        return x


torch.jit.script(MdictLen())


class MdictAppend(nn.Module):
    def __init__(self):
        super().__init__()
        self.m = nn.ModuleDict({'a': nn.ReLU(), 'b': nn.Tanh()})

    def forward(self, x):
        self.m.append(self.m[0])  # error: [module-container-index], [module-attribute-missing]
        return x


torch.jit.script(MdictAppend())


class MdictSetitem(nn.Module):
    def __init__(self):
        super().__init__()
        self.m = nn.ModuleDict({'a': nn.ReLU(), 'b': nn.Tanh()})

    def forward(self, x):
        self.m[0] = self.m[1]  # error: [module-container-changed], [module-container-index]
        return x


torch.jit.script(MdictSetitem())


class MdictPop(nn.Module):
    def __init__(self):
        super().__init__()
        self.m = nn.ModuleDict({'a': nn.ReLU(), 'b': nn.Tanh()})

    def forward(self, x):
        self.m.pop("a")  # error: [module-container-changed]
        return x


torch.jit.script(MdictPop())


class MdictKeys(nn.Module):
    def __init__(self):
        super().__init__()
        self.m = nn.ModuleDict({'a': nn.ReLU(), 'b': nn.Tanh()})

    def forward(self, x):
        y = self.m.keys()
        return x


torch.jit.script(MdictKeys())


class MdictItemsl(nn.Module):
    def __init__(self):
        super().__init__()
        self.m = nn.ModuleDict({'a': nn.ReLU(), 'b': nn.Tanh()})

    def forward(self, x):
        for k, v in self.m.items():
            x = x + 1
        return x


torch.jit.script(MdictItemsl())


class MdictIter(nn.Module):
    def __init__(self):
        super().__init__()
        self.m = nn.ModuleDict({'a': nn.ReLU(), 'b': nn.Tanh()})

    def forward(self, x):
        for v in self.m:
            x = x + 1
        return x


torch.jit.script(MdictIter())


class MdictValues(nn.Module):
    def __init__(self):
        super().__init__()
        self.m = nn.ModuleDict({'a': nn.ReLU(), 'b': nn.Tanh()})

    def forward(self, x):
        for v in self.m.values():
            x = x + 1
        return x


torch.jit.script(MdictValues())


class MdictIdx(nn.Module):
    def __init__(self):
        super().__init__()
        self.m = nn.ModuleDict({'a': nn.ReLU(), 'b': nn.Tanh()})

    def forward(self, x):
        y = self.m[0]  # error: [module-container-index]
        return x


torch.jit.script(MdictIdx())


class MdictKey(nn.Module):
    def __init__(self):
        super().__init__()
        self.m = nn.ModuleDict({'a': nn.ReLU(), 'b': nn.Tanh()})

    def forward(self, x):
        y = self.m["a"]
        return x


torch.jit.script(MdictKey())


class MdictSlice(nn.Module):
    def __init__(self):
        super().__init__()
        self.m = nn.ModuleDict({'a': nn.ReLU(), 'b': nn.Tanh()})

    def forward(self, x):
        y = self.m[1:]  # error: [module-container-as-value]
        return x


torch.jit.script(MdictSlice())


class MdictStar(nn.Module):
    def __init__(self):
        super().__init__()
        self.m = nn.ModuleDict({'a': nn.ReLU(), 'b': nn.Tanh()})

    def forward(self, x):
        y = [*self.m]  # error: [module-container-as-value]
        return x


torch.jit.script(MdictStar())


class MdictAssign(nn.Module):
    def __init__(self):
        super().__init__()
        self.m = nn.ModuleDict({'a': nn.ReLU(), 'b': nn.Tanh()})

    def forward(self, x):
        y = self.m
        return x


torch.jit.script(MdictAssign())


class MdictCall(nn.Module):
    def __init__(self):
        super().__init__()
        self.m = nn.ModuleDict({'a': nn.ReLU(), 'b': nn.Tanh()})

    def forward(self, x):
        y = self.m(x)  # error: [module-without-forward]
        return x


torch.jit.script(MdictCall())


class MdictTruth(nn.Module):
    def __init__(self):
        super().__init__()
        self.m = nn.ModuleDict({'a': nn.ReLU(), 'b': nn.Tanh()})

    def forward(self, x):
        if not self.m:  # error: [truth-value-unsupported]
            x = x + 1
        return x


torch.jit.script(MdictTruth())


class MdictRev(nn.Module):
    def __init__(self):
        super().__init__()
        self.m = nn.ModuleDict({'a': nn.ReLU(), 'b': nn.Tanh()})

    def forward(self, x):
        for v in reversed(self.m):  # error: [reversed-module-list]
            x = x + 1
        return x


torch.jit.script(MdictRev())


class MdictEnum(nn.Module):
    def __init__(self):
        super().__init__()
        self.m = nn.ModuleDict({'a': nn.ReLU(), 'b': nn.Tanh()})

    def forward(self, x):
        for i, v in enumerate(self.m):
            x = x + i
        return x


torch.jit.script(MdictEnum())


class MdictNeg(nn.Module):
    def __init__(self):
        super().__init__()
        self.m = nn.ModuleDict({'a': nn.ReLU(), 'b': nn.Tanh()})

    def forward(self, x):
        y = self.m[-1]  # error: [module-container-index]
        return x


torch.jit.script(MdictNeg())


class PlistList(nn.Module):
    def __init__(self):
        super().__init__()
        self.m = nn.ParameterList([nn.Parameter(torch.ones(1)), nn.Parameter(torch.ones(1))])

    def forward(self, x):
        y = list(self.m)
        return x


torch.jit.script(PlistList())


class PlistTuple(nn.Module):
    def __init__(self):
        super().__init__()
        self.m = nn.ParameterList([nn.Parameter(torch.ones(1)), nn.Parameter(torch.ones(1))])

    def forward(self, x):
        y = tuple(self.m)  # error: [module-container-as-value]
        return x


torch.jit.script(PlistTuple())


class PlistSorted(nn.Module):
    def __init__(self):
        super().__init__()
        self.m = nn.ParameterList([nn.Parameter(torch.ones(1)), nn.Parameter(torch.ones(1))])

    def forward(self, x):
        y = sorted(self.m)  # error: [module-container-as-value]
        return x


torch.jit.script(PlistSorted())


class PlistAdd(nn.Module):
    def __init__(self):
        super().__init__()
        self.m = nn.ParameterList([nn.Parameter(torch.ones(1)), nn.Parameter(torch.ones(1))])

    def forward(self, x):
        y = self.m + self.m  # error: [module-container-as-value]
        return x


torch.jit.script(PlistAdd())


class PlistLen(nn.Module):
    def __init__(self):
        super().__init__()
        self.m = nn.ParameterList([nn.Parameter(torch.ones(1)), nn.Parameter(torch.ones(1))])

    def forward(self, x):
        y = len(self.m)  # error: [module-container-as-value]
        return x


torch.jit.script(PlistLen())


class PlistAppend(nn.Module):
    def __init__(self):
        super().__init__()
        self.m = nn.ParameterList([nn.Parameter(torch.ones(1)), nn.Parameter(torch.ones(1))])

    def forward(self, x):
        self.m.append(self.m[0])  # error: [module-container-changed]
        return x


torch.jit.script(PlistAppend())


class PlistSetitem(nn.Module):
    def __init__(self):
        super().__init__()
        self.m = nn.ParameterList([nn.Parameter(torch.ones(1)), nn.Parameter(torch.ones(1))])

    def forward(self, x):
        self.m[0] = self.m[1]  # error: [module-container-changed]
        return x


torch.jit.script(PlistSetitem())


class PlistPop(nn.Module):
    def __init__(self):
        super().__init__()
        self.m = nn.ParameterList([nn.Parameter(torch.ones(1)), nn.Parameter(torch.ones(1))])

    def forward(self, x):
        self.m.pop("a")  # error: [module-container-changed]
        return x


torch.jit.script(PlistPop())


class PlistKeys(nn.Module):
    def __init__(self):
        super().__init__()
        self.m = nn.ParameterList([nn.Parameter(torch.ones(1)), nn.Parameter(torch.ones(1))])

    def forward(self, x):
        y = self.m.keys()  # error: [module-container-changed]
        return x


torch.jit.script(PlistKeys())


class PlistItemsl(nn.Module):
    def __init__(self):
        super().__init__()
        self.m = nn.ParameterList([nn.Parameter(torch.ones(1)), nn.Parameter(torch.ones(1))])

    def forward(self, x):
        for k, v in self.m.items():  # error: [module-container-changed]
            x = x + 1
        return x


torch.jit.script(PlistItemsl())


class PlistIter(nn.Module):
    def __init__(self):
        super().__init__()
        self.m = nn.ParameterList([nn.Parameter(torch.ones(1)), nn.Parameter(torch.ones(1))])

    def forward(self, x):
        for v in self.m:
            x = x + 1
        return x


torch.jit.script(PlistIter())


class PlistValues(nn.Module):
    def __init__(self):
        super().__init__()
        self.m = nn.ParameterList([nn.Parameter(torch.ones(1)), nn.Parameter(torch.ones(1))])

    def forward(self, x):
        for v in self.m.values():  # error: [module-container-changed]
            x = x + 1
        return x


torch.jit.script(PlistValues())


class PlistIdx(nn.Module):
    def __init__(self):
        super().__init__()
        self.m = nn.ParameterList([nn.Parameter(torch.ones(1)), nn.Parameter(torch.ones(1))])

    def forward(self, x):
        y = self.m[0]
        return x


torch.jit.script(PlistIdx())


class PlistKey(nn.Module):
    def __init__(self):
        super().__init__()
        self.m = nn.ParameterList([nn.Parameter(torch.ones(1)), nn.Parameter(torch.ones(1))])

    def forward(self, x):
        y = self.m["a"]  # error: [module-container-index]
        return x


torch.jit.script(PlistKey())


class PlistSlice(nn.Module):
    def __init__(self):
        super().__init__()
        self.m = nn.ParameterList([nn.Parameter(torch.ones(1)), nn.Parameter(torch.ones(1))])

    def forward(self, x):
        y = self.m[1:]  # error: [module-container-as-value]
        return x


torch.jit.script(PlistSlice())


class PlistStar(nn.Module):
    def __init__(self):
        super().__init__()
        self.m = nn.ParameterList([nn.Parameter(torch.ones(1)), nn.Parameter(torch.ones(1))])

    def forward(self, x):
        y = [*self.m]  # error: [module-container-as-value]
        return x


torch.jit.script(PlistStar())


class PlistAssign(nn.Module):
    def __init__(self):
        super().__init__()
        self.m = nn.ParameterList([nn.Parameter(torch.ones(1)), nn.Parameter(torch.ones(1))])

    def forward(self, x):
        y = self.m
        return x


torch.jit.script(PlistAssign())


class PlistCall(nn.Module):
    def __init__(self):
        super().__init__()
        self.m = nn.ParameterList([nn.Parameter(torch.ones(1)), nn.Parameter(torch.ones(1))])

    def forward(self, x):
        y = self.m(x)  # error: [module-without-forward]
        return x


torch.jit.script(PlistCall())


class PlistTruth(nn.Module):
    def __init__(self):
        super().__init__()
        self.m = nn.ParameterList([nn.Parameter(torch.ones(1)), nn.Parameter(torch.ones(1))])

    def forward(self, x):
        if not self.m:  # error: [truth-value-unsupported]
            x = x + 1
        return x


torch.jit.script(PlistTruth())


class PlistRev(nn.Module):
    def __init__(self):
        super().__init__()
        self.m = nn.ParameterList([nn.Parameter(torch.ones(1)), nn.Parameter(torch.ones(1))])

    def forward(self, x):
        for v in reversed(self.m):  # error: [reversed-module-list]
            x = x + 1
        return x


torch.jit.script(PlistRev())


class PlistEnum(nn.Module):
    def __init__(self):
        super().__init__()
        self.m = nn.ParameterList([nn.Parameter(torch.ones(1)), nn.Parameter(torch.ones(1))])

    def forward(self, x):
        for i, v in enumerate(self.m):
            x = x + i
        return x


torch.jit.script(PlistEnum())


class PlistNeg(nn.Module):
    def __init__(self):
        super().__init__()
        self.m = nn.ParameterList([nn.Parameter(torch.ones(1)), nn.Parameter(torch.ones(1))])

    def forward(self, x):
        y = self.m[-1]
        return x


torch.jit.script(PlistNeg())


class PlistAttr0(nn.Module):
    def __init__(self):
        super().__init__()
        self.m = nn.ParameterList([nn.Parameter(torch.ones(1)), nn.Parameter(torch.ones(1))])

    def forward(self, x):
        y = getattr(self.m, "0")
        return x


torch.jit.script(PlistAttr0())
