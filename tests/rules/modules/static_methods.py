# torch: >=1.13
"""Static methods through the name of a module class, which is a type where a module of the class is compiled; methods that call each other."""
import torch
from torch import Tensor, nn


class Base(nn.Module):
    @staticmethod
    def scale(x):
        return x * 2

    def forward(self, x: Tensor):
        return Base.scale(x)  # error: [class-as-value]


class Derived(Base):
    pass


class Other(nn.Module):
    @staticmethod
    def scale(x):
        return x * 2

    def forward(self, x: Tensor):
        return Other.scale(x)


class Through(Base):
    def forward(self, x: Tensor):
        return self.scale(x) + Through.scale(x)


class Recursive(nn.Module):
    def one(self, x: Tensor) -> Tensor:
        return self.two(x)

    def two(self, x: Tensor) -> Tensor:
        return self.one(x)  # error: [recursion]

    def forward(self, x: Tensor) -> Tensor:
        return self.one(x)


torch.jit.script(Derived())
torch.jit.script(Other())
torch.jit.script(Through())
torch.jit.script(Recursive())


class Utilities:
    """Whatever is read of a plain class, all of it is compiled."""

    @staticmethod
    def same(x: Tensor):
        return x

    @staticmethod
    def unread(x: Tensor):
        return x.numpy()

    def converted(self, x):
        return x.numpy()  # error: [unsupported-library-call]

    def through(self, x: Tensor):
        return self.same(x)  # error: [static-method-on-object]


class Inherited(Utilities):
    pass


@torch.jit.script
def utility(x: Tensor):
    return Utilities.same(x)


@torch.jit.script
def inherited(x: Tensor):
    return Inherited.same(x)
