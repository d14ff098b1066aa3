"""torch.jit._overload: each declaration is a signature of its own."""

from typing import List, Optional, Tuple, Union, overload

import torch
from torch import Tensor, nn


@torch.jit._overload
def double(v: int) -> int:
    pass


@torch.jit._overload
def double(v: List[int]) -> List[int]:
    pass


def double(v):
    if isinstance(v, int):
        return v * 2
    else:
        return v + v


@torch.jit._overload
def triple(v):
    # type: (int) -> int
    pass


@torch.jit._overload
def triple(v):
    # type: (List[int]) -> List[int]
    pass


def triple(v):
    if isinstance(v, int):
        return v * 3
    else:
        return v + v + v


@torch.jit._overload
def times(v: int, k: int):
    pass


@torch.jit._overload
def times(v: float, k: int):
    pass


def times(v: Union[int, float], k: int = 2):
    return v * k


@overload
def same(v: int) -> int: ...


@overload
def same(v: float) -> float: ...


def same(v):
    return v


@torch.jit._overload
def never(v: int) -> int:
    pass


def never(v):
    return v.no_such_thing


class Net(nn.Module):
    @torch.jit._overload_method
    def pick(self, x: Tensor) -> Tensor:
        pass

    @torch.jit._overload_method
    def pick(self, x: List[Tensor]) -> Tensor:
        pass

    def pick(self, x):
        if isinstance(x, Tensor):
            return x
        else:
            return x[0]

    def forward(self, x: Tensor):
        return self.pick(x) + self.pick([x])


def goes(n: int, f: float, x: Tensor):
    a = double(n) + double([n])[0] + triple(n) + triple([n])[0]
    b = times(n) + times(v=f)
    return a, b, same(x)


def fails(s: str):
    return double(s)  # error: [argument-type-mismatch]


torch.jit.script(Net())
torch.jit.script(goes)
try:
    torch.jit.script(fails)
except Exception:
    pass


class Defaults(nn.Module):
    """The defaults of a method are those of the declarations."""

    @torch.jit._overload_method
    def forward(self, x: Tensor, s: Optional[Tensor] = None) -> Tensor: ...

    @torch.jit._overload_method
    def forward(self, x: Tensor, s: int = 3) -> Tensor: ...

    def forward(self, x, s):
        return x


class NoDefaults(nn.Module):
    @torch.jit._overload_method
    def forward(self, x: Tensor, s: Optional[Tensor]) -> Tensor: ...

    @torch.jit._overload_method
    def forward(self, x: Tensor, s: int) -> Tensor: ...

    def forward(self, x, s=None):
        return x


class Derived(Net):
    """The declarations count for the class that they stand in, not for those that derive from it."""

    def pick_first(self, x: List[Tensor]) -> Tensor:
        return self.pick(x)  # error: [argument-type-mismatch]

    def forward(self, x: Tensor):
        return self.pick_first([x])


class Plain(nn.Module):
    @torch.jit._overload_method
    def up(self, x: Tensor) -> Tensor: ...

    @torch.jit._overload_method
    def up(self, x: List[Tensor]) -> Tensor: ...

    def up(self, x):
        return x


class Inheriting(Plain):
    def forward(self, x: Tensor):
        return self.up(x)


class Calls(nn.Module):
    def __init__(self):
        super().__init__()
        self.defaults = Defaults()

    def forward(self, x: Tensor):
        return self.defaults(x) + self.defaults(x, 1) + self.defaults(x, x)


class LeavesOut(nn.Module):
    def __init__(self):
        super().__init__()
        self.inner = NoDefaults()

    def forward(self, x: Tensor):
        return self.inner(x)  # error: [argument-type-mismatch]


class Declared(nn.Module):
    @torch.jit._overload_method
    def forward(self, x: Tensor) -> Tensor: ...

    @torch.jit._overload_method
    def forward(self, x: List[Tensor]) -> Tensor: ...

    def forward(self, x):
        return x


class Undeclared(Declared):
    pass


def post(self, x: Tuple[Tensor], y: Tensor):
    return y


class Hooked(nn.Module):
    """So a hook finds the one forward of a class that derives."""

    def __init__(self):
        super().__init__()
        self.inner = Undeclared()
        self.inner.register_forward_hook(post)

    def forward(self, x: Tensor):
        return self.inner(x)


torch.jit.script(Hooked())
torch.jit.script(Calls())
torch.jit.script(Inheriting())
for refused in (Derived, LeavesOut):
    try:
        torch.jit.script(refused())
    except Exception:
        pass
