# torch: >=1.13
"""Getters and setters of properties, and what torch.nn's classes make constants."""
import torch
import torch.nn.functional as F
from torch import nn


class Annotated(nn.Module):
    def __init__(self):
        super().__init__()
        self._rate = 0.5

    @property
    def rate(self):
        return self._rate

    @rate.setter
    def rate(self, rate: float):
        self._rate = rate

    def forward(self, x):
        return x * self.rate


torch.jit.script(Annotated())


class Unannotated(nn.Module):
    def __init__(self):
        super().__init__()
        self._rate = 0.5

    @property
    def rate(self):
        return self._rate

    @rate.setter
    def rate(self, rate):
        self._rate = rate  # error: [attribute-type-change]

    def forward(self, x):
        return x


try:
    torch.jit.script(Unannotated())
except RuntimeError:
    pass


class Unused(nn.Module):
    __jit_unused_properties__ = ["rate"]

    def __init__(self):
        super().__init__()
        self._rate = 0.5

    @property
    def rate(self):
        return self._rate

    @rate.setter
    def rate(self, rate):
        self._rate = rate

    def forward(self, x):
        return x


torch.jit.script(Unused())


class UnusedGetter(nn.Module):
    def __init__(self):
        super().__init__()
        self._rate = 0.5

    @property
    @torch.jit.unused
    def rate(self):
        return self._rate

    @rate.setter
    def rate(self, rate):
        self._rate = rate

    def forward(self, x):
        return x


torch.jit.script(UnusedGetter())


class Pool(nn.MaxPool2d):
    def __init__(self):
        super().__init__(2, 2)
        self.kernel_size = [self.kernel_size] * 2 if isinstance(self.kernel_size, int) else self.kernel_size

    def forward(self, x):
        height, width = self.kernel_size
        return F.max_pool2d(x, height, self.stride, self.padding, self.dilation, self.ceil_mode, self.return_indices)


torch.jit.script(Pool())


class FlagOfItsOwn(nn.Module):
    def __init__(self):
        super().__init__()
        self.return_indices = False

    def forward(self, x):
        return F.max_pool2d(x, 2, return_indices=self.return_indices)  # error: [dynamic-dispatch-flag]


try:
    torch.jit.script(FlagOfItsOwn())
except RuntimeError:
    pass


class Recurrent(nn.Module):
    def __init__(self):
        super().__init__()
        self.rnn = nn.GRU(4, 4)

    def forward(self, x):
        self.rnn.flatten_parameters()  # error: [module-method-in-forward]
        return self.rnn(x)[0]


try:
    torch.jit.script(Recurrent())
except Exception:
    pass


class Patched(nn.Module):
    def forward(self, **kwargs):
        return None


def forward(self, x):
    return x


Patched.forward = forward
torch.jit.script(Patched())


class Generated(nn.Module):
    def __init__(self):
        super().__init__()
        self.__class__.step = step

    def step(self, **kwargs):
        return None

    def forward(self, x):
        return self.step(x)


def step(self, x):
    return x


torch.jit.script(Generated())


class NotPatched(nn.Module):
    def forward(self, **kwargs):  # error: [variadic-parameters]
        return None


try:
    torch.jit.script(NotPatched())
except Exception:
    pass


class Asserted(nn.Module):
    def __init__(self, size=None):
        super().__init__()
        self._size = size

    @property
    def size(self) -> int:
        assert self._size is not None, "no size as yet"  # error: [property-raises]
        return 1

    def forward(self, x):
        return x


class AssertedToHold(nn.Module):
    def __init__(self):
        super().__init__()
        self._size = 3

    @property
    def size(self) -> int:
        assert self._size > 2
        return self._size

    def forward(self, x):
        return x * self.size


class Sized(nn.Module):
    @property
    def size(self) -> int:
        return 1

    def forward(self, x):
        return x


class SizedByParent(Sized):
    @property
    def size(self) -> int:
        return super().size + 1  # error: [super-call]

    def forward(self, x):
        return x * self.size


class Evaluated(nn.Module):
    @property
    def size(self) -> int:
        assert not self.training
        return 1

    def forward(self, x):
        return x * self.size


torch.jit.script(Evaluated().eval())
torch.jit.script(AssertedToHold())
for refused in (Asserted(), SizedByParent()):
    try:
        torch.jit.script(refused)
    except Exception:
        pass
