# torch: >=1.13
"""Of a class with bases or a metaclass the compiler reads its own methods alone, and all properties, as if it stood by itself."""
from collections import OrderedDict
from collections.abc import Sequence
from typing import List

import torch
from torch.distributions import MultivariateNormal
from torch.utils.data import Dataset


class Samples(Dataset):
    def __init__(self, n: int):
        self.n = n

    def __len__(self) -> int:
        return self.n

    def read(self):
        try:  # error: [try-statement]
            return self.n
        except ValueError:
            return 0


@torch.jit.script
def size(samples: Samples):
    return len(samples)


class Config(OrderedDict):
    def __init__(self, n: int):
        self.n = n


@torch.jit.script
def config_size(config: Config):
    return config.n


class Lookup(dict):
    pass


@torch.jit.script
def look_up(table: Lookup):
    return table["a"]  # error: [missing-operator-method]


class Blocks(Sequence):
    def __init__(self, *blocks):  # error: [variadic-parameters]
        self.blocks = list(blocks)


@torch.jit.script
def is_blocks(x: torch.Tensor):
    return isinstance(x, Blocks)


class Shifted(MultivariateNormal):
    def __init__(self, shift: torch.Tensor):
        super().__init__(shift, shift)  # error: [class-inheritance]
        self.shift = shift


@torch.jit.script
def shift(by: Shifted):
    return by.shift


class Names(type):
    def __contains__(cls, name):
        return name in vars(cls)


class Methods(metaclass=Names):
    euler = "euler"


@torch.jit.script
def is_euler(method: str):
    return method == Methods.euler  # error: [python-global]


class Word:
    def __init__(self, words: List[str]):
        self.words = words

    @property
    def size(self) -> int:
        return len(self.words)  # error: [class-inheritance]


class Phoneme(Word):
    def __init__(self, kind: str):
        self.kind = kind


class Written(Word):
    def __init__(self, words: List[str]):
        self.words = words

    __init__.__doc__ = "Takes the words."


class Counted(Word):
    def __init__(self, n: int):
        self.n = n

    @property
    def size(self) -> int:
        return self.n


@torch.jit.script
def kind(phoneme: Phoneme):
    return phoneme.kind


@torch.jit.script
def sizes(written: Written, counted: Counted):
    return written.size + counted.size
