# torch: >=1.13
"""Decorators of libraries made with functools.wraps: the names of the function beneath are looked up in the library's file."""
import contextlib
import math
from typing import Dict, List, Optional

import torch
import torch.nn.functional as F
from torch import Tensor, nn

EPS = 1e-5
Adjacency = Tensor


def doubled(x: Tensor):
    return x * 2


class Frozen(nn.Module):
    @torch.no_grad()  # warning: [dropped-decorator]
    def forward(self, x: Tensor):
        return doubled(x)  # error: [undefined-name]


torch.jit.script(Frozen())


class Activated(nn.Module):
    @torch.inference_mode()  # warning: [dropped-decorator]
    def forward(self, x: Tensor):
        return F.relu(x)  # error: [undefined-name]


torch.jit.script(Activated())


class Exported(nn.Module):
    @torch.jit.export
    @torch.no_grad()  # warning: [dropped-decorator]
    def halved(self, x: Tensor):
        return x / math.pi  # error: [undefined-name]

    def forward(self, x: Tensor):
        return x


torch.jit.script(Exported())


@torch.enable_grad()  # warning: [dropped-decorator]
def shifted(x: Tensor):
    return x + EPS  # error: [undefined-name]


torch.jit.script(shifted)


@torch.cuda.amp.custom_fwd(cast_inputs=torch.float32)
def full(x):
    return doubled(x)  # error: [undefined-name]


torch.jit.script(full)


@contextlib.contextmanager
def doubling(x: Tensor):
    yield doubled(x)  # error: [generator]


torch.jit.script(doubling)


class Aliased(nn.Module):
    @torch.no_grad()  # warning: [dropped-decorator]
    def forward(self, x: Adjacency) -> Tensor:  # error: [unknown-annotation]
        return x


torch.jit.script(Aliased())


class Annotated(nn.Module):
    """What the compiler itself knows needs no file, either."""

    @torch.no_grad()  # warning: [dropped-decorator]
    def forward(self, x: torch.Tensor, y: Optional[List[int]] = None) -> Dict[str, Tensor]:
        return {"x": x}


torch.jit.script(Annotated())


class Plain(nn.Module):
    """What the compiler itself knows needs no file."""

    def __init__(self):
        super().__init__()
        self.layer = nn.Linear(2, 2)

    @torch.no_grad()  # warning: [dropped-decorator]
    def forward(self, x: Tensor):
        y = self.layer(x)
        if isinstance(y, Tensor) and len(y) > 1:
            raise ValueError("two")
        return self.halved(y) * float(len(x))

    def halved(self, x: Tensor):
        return F.relu(x) / math.pi


torch.jit.script(Plain())


@torch.no_grad()
@torch.jit.script
def inside(x: Tensor):
    return doubled(x)


@torch.cuda.amp.custom_fwd
def relu(x):
    return torch.relu(x)


torch.jit.script(relu)
