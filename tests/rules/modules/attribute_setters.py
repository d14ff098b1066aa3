# torch: >=1.13
"""Setters of properties and descriptors that `__init__` runs."""
import torch
import torch.nn.functional as F
from torch import nn


class Scaled(nn.Module):
    def __init__(self):
        super().__init__()
        self._rate = 0
        self.rate = 1

    @property
    def rate(self) -> float:
        return self._rate

    @rate.setter
    def rate(self, value: float):
        self._rate = value * 1.0

    def forward(self, x):
        return x * self.rate


torch.jit.script(Scaled())


class Halved(nn.Module):
    def __init__(self, size):
        super().__init__()
        self.size = size

    @property
    def size(self):
        return self._size

    @size.setter
    def size(self, value: int):
        self._size = value / 2

    def forward(self, x):
        return x.view(-1, self._size)  # error: [argument-type-mismatch]


torch.jit.script(Halved(8))


class Base(nn.Module):
    def __init__(self, rate):
        super().__init__()
        self._rate = None
        self.rate = rate

    @property
    def rate(self) -> float:
        return 0.5

    @rate.setter
    def rate(self, value: float):
        self._rate = value


class Derived(Base):
    def forward(self, x):
        return x * self._rate


torch.jit.script(Derived(0.5))


class Written(nn.Module):
    def __init__(self):
        super().__init__()
        self._rate = 1
        self.rate = 1

    def get(self):
        return self._rate

    def put(self, value: float):
        self._rate = value * 0.5

    rate = property(get, put)

    def forward(self, x):
        return F.dropout(x, self._rate)


torch.jit.script(Written())


class Replaced(Base):
    def __init__(self):
        super().__init__(1)
        self._rate = 1
        self.rate = 1

    @Base.rate.setter
    def rate(self, value: float):
        self._rate = value * 0.5

    def forward(self, x):
        return F.dropout(x, self._rate)


torch.jit.script(Replaced())


class FloatAttribute:
    def __set_name__(self, owner, name):
        self.name = "_" + name

    def __get__(self, instance, owner):
        return instance.__dict__[self.name]

    def __set__(self, instance, value):
        instance.__dict__[self.name] = float(value)


class Described(nn.Module):
    rate = FloatAttribute()

    def __init__(self):
        super().__init__()
        self.rate = 1
        self.double = self.rate * 2

    def forward(self, x):
        return F.dropout(x, self._rate * self.double)


torch.jit.script(Described())


class Kept:
    def __set__(self, instance, value):
        instance._kept = value


class Keeping(nn.Module):
    rate = Kept()

    def __init__(self):
        super().__init__()
        self.rate = 1

    def forward(self, x):
        return F.dropout(x, self._kept)  # error: [argument-type-mismatch]


torch.jit.script(Keeping())
