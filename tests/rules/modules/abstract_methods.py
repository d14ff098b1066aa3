"""Abstract methods: without ABC Python makes instances that have them, and the compiler reads them as any other."""
from abc import ABC, abstractmethod

import torch
from torch import Tensor, nn


class Open(nn.Module):
    @abstractmethod
    def forward(self, x, **options):  # error: [variadic-parameters]
        raise NotImplementedError


torch.jit.script(Open())


class Base(nn.Module, ABC):
    @abstractmethod
    def forward(self, x, **options):
        raise NotImplementedError


class Made(Base):
    def forward(self, x: Tensor) -> Tensor:
        return x


torch.jit.script(Made())
