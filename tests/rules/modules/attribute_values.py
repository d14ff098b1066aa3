# torch: >=1.13
"""Values of attributes: which have a type, and which are refused when the module is made."""
import collections
import contextlib
import datetime
import decimal
import enum
import itertools
import math
import re
import uuid

import numpy as np
import torch
import torch.nn.functional as F
from torch import nn


class Sets(nn.Module):
    def __init__(self, dims):
        super().__init__()
        self.left = set(range(4)) - set(dims)
        self.both = {1, 2}.intersection(dims)
        self.keys = {"a": 1}.keys() - {"b"}
        self.number = 6 & 3

    def forward(self, x: torch.Tensor):
        x = x * len(self.left)  # error: [unsupported-attribute-type]
        x = x * len(self.both)  # error: [unsupported-attribute-type]
        x = x * len(self.keys)  # error: [unsupported-attribute-type]
        return x * self.number


torch.jit.script(Sets([1]))


class Objects(nn.Module):
    def __init__(self):
        super().__init__()
        self.pattern = re.compile("a+")
        self.part = slice(0, 2)
        self.now = datetime.datetime.now()
        self.half = decimal.Decimal("0.5")
        self.id = uuid.uuid4()
        self.context = contextlib.nullcontext()
        self.count = itertools.count()
        self.sentinel = object()
        self.rest = ...
        self.limits = torch.finfo(torch.float32)
        self.counted = collections.Counter("ab")

    def forward(self, x: torch.Tensor):
        a = self.pattern  # error: [unsupported-attribute-type]
        x = x[self.part]  # error: [unsupported-attribute-type]
        b = self.now  # error: [unsupported-attribute-type]
        c = self.half  # error: [unsupported-attribute-type]
        d = self.id  # error: [unsupported-attribute-type]
        e = self.context  # error: [unsupported-attribute-type]
        f = self.count  # error: [unsupported-attribute-type]
        g = self.sentinel  # error: [unsupported-attribute-type]
        h = self.rest  # error: [unsupported-attribute-type]
        i = self.limits  # error: [unsupported-attribute-type]
        return x * self.counted["a"]


torch.jit.script(Objects())


class Names(nn.Module):
    def __init__(self):
        super().__init__()
        self.functional = F
        self.math = math
        self.format = torch.channels_last
        self.dtype = torch.float32
        self.pi = math.pi
        self.kind = type(3)

    def forward(self, x: torch.Tensor):
        a = self.functional  # error: [unsupported-attribute-type]
        b = self.math  # error: [unsupported-attribute-type]
        c = self.format  # error: [unsupported-attribute-type]
        d = self.kind  # error: [unsupported-attribute-type]
        return x.to(self.dtype) * self.pi


torch.jit.script(Names())


class Iterators(nn.Module):
    def __init__(self, dims):
        super().__init__()
        self.generator = (i for i in dims)
        self.chained = itertools.chain(dims, dims)
        self.backwards = reversed(dims)
        self.weights = self.parameters()
        self.listed = list(i for i in dims)
        self.summed = sum(i for i in dims)
        self.joined = list(itertools.chain(dims, dims))

    def forward(self, x: torch.Tensor):
        a = self.generator  # error: [unsupported-attribute-type]
        b = self.chained  # error: [unsupported-attribute-type]
        c = self.backwards  # error: [unsupported-attribute-type]
        d = self.weights  # error: [unsupported-attribute-type]
        return x * self.listed[0] * self.summed * self.joined[1]


torch.jit.script(Iterators([1, 2]))


class Numbers(nn.Module):
    def __init__(self, shape):
        super().__init__()
        self.size = np.prod(shape)
        self.array = torch.ones(2).numpy()
        self.mean = np.mean(shape)
        self.plain = int(np.prod(shape))

    def forward(self, x: torch.Tensor):
        x = x * self.size  # error: [unsupported-attribute-type]
        y = self.array  # error: [unsupported-attribute-type]
        return x * self.mean + self.plain


torch.jit.script(Numbers([2, 3]))


class Hidden(nn.Module):
    def __init__(self, inner):
        super().__init__()
        self.inner = inner
        self.run = self.inner.forward
        object.__setattr__(self, "other", inner)

    def forward(self, x: torch.Tensor):
        x = self.run(x)  # error: [unsupported-attribute-type]
        return self.other(self.inner(x))  # error: [unsupported-attribute-type]


torch.jit.script(Hidden(nn.Linear(2, 2)))


class Filled(nn.Module):
    def __init__(self):
        super().__init__()
        self.counts = collections.defaultdict(int, a=1)
        self.groups = collections.defaultdict(list)
        for i in range(3):
            self.groups["a"].append(i)

    def forward(self, x: torch.Tensor):
        return x * self.counts["a"] * self.groups["a"][0]


torch.jit.script(Filled())


class Mode(enum.Enum):
    A = 1


class Keys(nn.Module):
    def __init__(self):
        super().__init__()
        self.pairs = {(1, 2): 3}  # error: [unsupported-attribute-type]
        self.empty = [{None: 1}]  # error: [unsupported-attribute-type]
        self.modes = {Mode.A: 1}  # error: [unsupported-attribute-type]
        self.flags = {True: 1, False: 0}
        self.reals = {1.5: 1}
        self.mixed = {1: 2, "a": 3}

    def forward(self, x: torch.Tensor):
        return x * self.flags[True] * self.reals[1.5]


torch.jit.script(Keys())


class Dtypes(nn.Module):
    def __init__(self):
        super().__init__()
        self.list = [torch.float32, torch.float16]  # error: [unsupported-attribute-type]
        self.tuple = (torch.float32,)
        self.devices = [torch.device("cpu")]

    def forward(self, x: torch.Tensor):
        return x.to(self.tuple[0]).to(self.devices[0])


torch.jit.script(Dtypes())
