# torch: >=1.13
"""Attributes of modules: what reads and assignments compiled code may have."""
from typing import Final, Optional

import numpy as np
import torch
import torch.nn.functional as F
from torch import Tensor, nn


class NoneTruth(nn.Module):
    def __init__(self):
        super().__init__()
        self.norm = None

    def forward(self, x):
        if self.norm:  # error: [truth-value-unsupported]
            x = self.norm(x)
        return x


torch.jit.script(NoneTruth())


class NoneTruthNot(nn.Module):
    def __init__(self):
        super().__init__()
        self.norm = None

    def forward(self, x):
        if not self.norm:  # error: [truth-value-unsupported]
            return x
        return x + 1


torch.jit.script(NoneTruthNot())


class NoneCalled(nn.Module):
    def __init__(self):
        super().__init__()
        self.norm = None
        self.use = False

    def forward(self, x):
        if self.use:
            x = self.norm(x)  # error: [none-attribute-called]
        return x


torch.jit.script(NoneCalled())


class NoneCalledAttr(nn.Module):
    def __init__(self):
        super().__init__()
        self.norm = None
        self.use = False

    def forward(self, x):
        if self.use:
            x = x * self.norm.weight  # error: [unknown-attribute]
        return x


torch.jit.script(NoneCalledAttr())


class NoneAdd(nn.Module):
    def __init__(self):
        super().__init__()
        self.norm = None
        self.use = False

    def forward(self, x):
        if self.use:
            x = x * self.norm  # error: [argument-type-mismatch]
        return x


torch.jit.script(NoneAdd())


class FlagGuardMissing(nn.Module):
    def __init__(self, use=False):
        super().__init__()
        self.use = use
        if use:
            self.norm = nn.ReLU()

    def forward(self, x):
        if self.use:
            x = self.norm(x)  # error: [module-attribute-missing]
        return x


torch.jit.script(FlagGuardMissing())


class FlagGuardMissingConst(nn.Module):
    __constants__ = ['use']

    def __init__(self, use=False):
        super().__init__()
        self.use = use
        if use:
            self.norm = nn.ReLU()

    def forward(self, x):
        if self.use:
            x = self.norm(x)  # error[<1.13]: [module-attribute-missing]
        return x


torch.jit.script(FlagGuardMissingConst())


class HasattrGuard(nn.Module):
    def __init__(self, use=False):
        super().__init__()
        if use:
            self.norm = nn.ReLU()

    def forward(self, x):
        if hasattr(self, 'norm'):
            x = self.norm(x)
        return x


torch.jit.script(HasattrGuard())


class ParamNone(nn.Module):
    def __init__(self):
        super().__init__()
        self.register_parameter('bias', None)

    def forward(self, x):
        if self.bias is not None:
            x = x + self.bias
        return x


torch.jit.script(ParamNone())


class ParamNoneAdd(nn.Module):
    def __init__(self):
        super().__init__()
        self.register_parameter('bias', None)

    def forward(self, x):
        return F.linear(x, torch.ones(2, 2), self.bias)


torch.jit.script(ParamNoneAdd())


class BufferNoneAssign(nn.Module):
    def __init__(self):
        super().__init__()
        self.register_buffer('last', None)

    def forward(self, x):
        self.last = x  # error: [attribute-type-change]
        return x


torch.jit.script(BufferNoneAssign())


class BufferNoneAnnotAssign(nn.Module):
    last: Optional[Tensor]

    def __init__(self):
        super().__init__()
        self.register_buffer('last', None)

    def forward(self, x):
        self.last = x
        return x


torch.jit.script(BufferNoneAnnotAssign())


class AttrBoolAsInt(nn.Module):
    def __init__(self):
        super().__init__()
        self.n = 1

    def forward(self, x):
        self.n = self.n + 1
        self.n += 1
        return x


torch.jit.script(AttrBoolAsInt())


class AttrIntFloat(nn.Module):
    def __init__(self):
        super().__init__()
        self.n = 1.0

    def forward(self, x):
        self.n = 2  # error: [attribute-type-change]
        return x


torch.jit.script(AttrIntFloat())


class AttrFloatAugInt(nn.Module):
    def __init__(self):
        super().__init__()
        self.n = 1.0

    def forward(self, x):
        self.n += 2
        return x


torch.jit.script(AttrFloatAugInt())


class AttrFloatFromTensor(nn.Module):
    def __init__(self):
        super().__init__()
        self.n = 1.0

    def forward(self, x):
        self.n = x.sum()  # error: [attribute-type-change]
        return x


torch.jit.script(AttrFloatFromTensor())


class AttrIntAugTensor(nn.Module):
    def __init__(self):
        super().__init__()
        self.n = 1

    def forward(self, x):
        self.n += x  # error: [attribute-type-change]
        return x


torch.jit.script(AttrIntAugTensor())


class AttrModuleAssign(nn.Module):
    def __init__(self):
        super().__init__()
        self.fc = nn.ReLU()

    def forward(self, x):
        self.fc = x  # error: [attribute-type-change]
        return x


torch.jit.script(AttrModuleAssign())


class AttrModuleAssignModule(nn.Module):
    def __init__(self):
        super().__init__()
        self.fc = nn.ReLU()
        self.g = nn.ReLU()

    def forward(self, x):
        self.fc = self.g
        return x


torch.jit.script(AttrModuleAssignModule())


class AttrListAssign(nn.Module):
    def __init__(self):
        super().__init__()
        self.l = [1, 2]

    def forward(self, x):
        self.l = [3]
        self.l = []  # error: [attribute-type-change]
        self.l.append(2)
        return x


torch.jit.script(AttrListAssign())


class AttrListAssignBad(nn.Module):
    def __init__(self):
        super().__init__()
        self.l = [1, 2]

    def forward(self, x):
        self.l = [x]  # error: [attribute-type-change]
        return x


torch.jit.script(AttrListAssignBad())


class AttrTupleTarget(nn.Module):
    def __init__(self):
        super().__init__()
        self.a = 1
        self.b = 1

    def forward(self, x):
        self.a, self.b = 1, 2.0  # error: [attribute-type-change]
        return x


torch.jit.script(AttrTupleTarget())


class AttrTupleTargetOk(nn.Module):
    def __init__(self):
        super().__init__()
        self.a = 1
        self.b = 1

    def forward(self, x):
        self.a, self.b = 1, 2
        return x


torch.jit.script(AttrTupleTargetOk())


class AttrParamAssign(nn.Module):
    def __init__(self):
        super().__init__()
        self.a = nn.Parameter(torch.ones(1))

    def forward(self, x):
        self.a = x
        return x


torch.jit.script(AttrParamAssign())


class AttrTrainingAssign(nn.Module):
    def forward(self, x):
        self.training = False
        return x


torch.jit.script(AttrTrainingAssign())


class AttrSubAssignSub(nn.Module):
    def __init__(self):
        super().__init__()
        self.n = 0

    def forward(self, x):
        return x


class AttrSubAssign(nn.Module):
    def __init__(self):
        super().__init__()
        self.sub = AttrSubAssignSub()

    def forward(self, x):
        self.sub.n = 2.5  # error: [attribute-type-change]
        return x


torch.jit.script(AttrSubAssign())


class AttrForTarget(nn.Module):
    def __init__(self):
        super().__init__()
        self.n = 0

    def forward(self, x):
        for self.n in range(3):
            x = x + 1
        return x


torch.jit.script(AttrForTarget())


class AttrMethodAssign(nn.Module):
    def run(self, x):
        return x

    def forward(self, x):
        self.run = x  # error: [attribute-not-assignable]
        return x


torch.jit.script(AttrMethodAssign())


class AttrClassLevel(nn.Module):
    n = 0

    def forward(self, x):
        return x + self.n  # error: [class-attribute-not-scripted]


torch.jit.script(AttrClassLevel())


class AttrClassLevelAssign(nn.Module):
    n = 0

    def forward(self, x):
        self.n = 1  # error: [attribute-not-assignable]
        return x


torch.jit.script(AttrClassLevelAssign())


class AttrClassLevelConst(nn.Module):
    n = 0
    __constants__ = ['n']

    def forward(self, x):
        return x + self.n


torch.jit.script(AttrClassLevelConst())


class AttrClassLevelFinal(nn.Module):
    n: Final[int] = 0

    def forward(self, x):
        return x + self.n


torch.jit.script(AttrClassLevelFinal())


class AttrClassLevelAnnotated(nn.Module):
    n: int = 0

    def forward(self, x):
        return x + self.n  # error: [class-attribute-not-scripted]


torch.jit.script(AttrClassLevelAnnotated())


class AttrClassLevelTensor(nn.Module):
    n = torch.ones(1)

    def forward(self, x):
        return x + self.n  # error: [class-attribute-not-scripted]


torch.jit.script(AttrClassLevelTensor())


class AttrClassLevelHasattr(nn.Module):
    n = 0

    def forward(self, x):
        if hasattr(self, 'n'):
            return x + self.n
        return x


torch.jit.script(AttrClassLevelHasattr())


class ClasslevelBool(nn.Module):
    use = True

    def forward(self, x):
        if self.use:  # error: [class-attribute-not-scripted]
            return x
        return x + 1


torch.jit.script(ClasslevelBool())


class Arrays(nn.Module):
    """What NumPy gives stays Python's: arrays, and tuples of them; a number of NumPy's is a float."""

    def __init__(self, features: int):
        super().__init__()
        self.lower = np.tril_indices(features, k=-1)
        self.order = np.random.permutation(features)
        self.scale = float(np.sqrt(features))

    def forward(self, x):
        y = x[self.lower[0]]  # error: [unsupported-attribute-type]
        return y[self.order] * self.scale  # error: [unsupported-attribute-type]


torch.jit.script(Arrays(3))
