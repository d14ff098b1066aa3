# torch: >=1.13
"""Objects that hold the settings of a module: what `__init__` reads from them."""
import argparse
import dataclasses
from collections import defaultdict
from enum import Enum
from types import SimpleNamespace

import torch
import torch.nn.functional as F
from torch import nn


class Dictionary(dict):
    def __getattr__(self, name):
        return self[name]

    def __setattr__(self, name, value):
        self[name] = value


class OwnAttributes(dict):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.__dict__ = self


class Alias(dict):
    __getattr__ = dict.__getitem__
    __setattr__ = dict.__setitem__


class Updated:
    def __init__(self, **settings):
        self.size = "none"
        self.__dict__.update(settings)


class Assigned:
    def __init__(self, **settings):
        for name, value in settings.items():
            self.__dict__[name] = value


class Halved(nn.Module):
    def __init__(self):
        super().__init__()
        self.namespace = SimpleNamespace(size=2).size / 2
        self.parsed = argparse.Namespace(size=2).size / 2
        self.dictionary = Dictionary(size=2).size / 2
        self.own = OwnAttributes({"size": 2}).size / 2
        self.alias = Alias(size=2).size / 2
        self.updated = Updated(size=2).size / 2
        self.assigned = Assigned(size=2).size / 2

    def forward(self, x):
        x.view(-1, self.namespace)  # error: [argument-type-mismatch]
        x.view(-1, self.parsed)  # error: [argument-type-mismatch]
        x.view(-1, self.dictionary)  # error: [argument-type-mismatch]
        x.view(-1, self.own)  # error: [argument-type-mismatch]
        x.view(-1, self.alias)  # error: [argument-type-mismatch]
        x.view(-1, self.updated)  # error: [argument-type-mismatch]
        return x.view(-1, self.assigned)  # error: [argument-type-mismatch]


torch.jit.script(Halved())


class Rated(nn.Module):
    def __init__(self, config):
        super().__init__()
        self.rate = config.size / 4

    def forward(self, x):
        return F.dropout(x, self.rate)


torch.jit.script(Rated(SimpleNamespace(size=2)))
torch.jit.script(Rated(Dictionary(size=2)))
torch.jit.script(Rated(Updated(size=2)))


class Later(nn.Module):
    def __init__(self):
        super().__init__()
        config = SimpleNamespace(rate=1)
        config.rate = 0.5
        other = Dictionary(rate=1)
        other.rate = 0.5
        third = Alias(rate=1)
        third.rate = 0.5
        fourth = Updated(rate=1)
        vars(fourth).update(rate=0.5)
        self.rate = config.rate * other["rate"] * third.rate
        self.other = fourth.rate
        self.named = 0.5 if hasattr(config, "name") else 1.0
        self.default = getattr(config, "name", 0.5)

    def forward(self, x):
        x = F.dropout(x, self.rate * self.other)
        return F.dropout(x, self.named) * self.default


torch.jit.script(Later())


@dataclasses.dataclass
class Settings:
    size: int = 8
    rate: float = 0.5


class Plain(nn.Module):
    def __init__(self, size, rate=0.5):
        super().__init__()
        self.half = size / 2
        self.rate = rate
        self.replaced = dataclasses.replace(Settings(rate=1), rate=0.5).rate
        self.kept = dataclasses.replace(Settings(rate=1), size=0.5).rate
        self.whole = vars(Settings())["size"]

    def forward(self, x):
        x = F.dropout(x, self.rate)
        x = F.dropout(x, self.replaced)
        F.dropout(x, self.kept)  # error: [argument-type-mismatch]
        F.dropout(x, self.whole)  # error: [argument-type-mismatch]
        return x.view(-1, self.half)  # error: [argument-type-mismatch]


torch.jit.script(Plain(**dataclasses.asdict(Settings())))


class Rate(Enum):
    LOW = 0
    HALF = 0.5


class Named(nn.Module):
    def __init__(self, name="LOW"):
        super().__init__()
        self.low = Rate[name].value
        self.half = Rate["HALF"].value

    def forward(self, x):
        x = F.dropout(x, self.half)
        return F.dropout(x, self.low)  # error: [argument-type-mismatch]


torch.jit.script(Named())


class Counted(nn.Module):
    def __init__(self):
        super().__init__()
        counts = defaultdict(int)
        counts["a"] += 2
        lists = defaultdict(list)
        lists["a"].append(0.5)
        self.count = counts["a"]
        self.rate = lists["a"][0]
        self.halves = defaultdict(lambda: 0.5)["a"]

    def forward(self, x):
        x = F.dropout(x, self.rate * self.halves)
        return F.dropout(x, self.count)  # error: [argument-type-mismatch]


torch.jit.script(Counted())
