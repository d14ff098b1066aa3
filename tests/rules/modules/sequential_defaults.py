# torch: >=1.13
"""Members of an nn.Sequential that have a Tensor more, with a default that is None: the container's own forward leaves it out."""
from typing import Optional

import torch
from torch import Tensor, nn


class Masked(nn.Module):
    def forward(self, x, mask=None):  # warning: [none-default-not-optional]
        return x + 1


class Annotated(nn.Module):
    def forward(self, x: Tensor, mask: Tensor = None) -> Tensor:  # warning: [none-default-not-optional]
        return x + 1


class Optionally(nn.Module):
    def forward(self, x: Tensor, mask: Optional[Tensor] = None) -> Tensor:
        return x + 1


class Given(nn.Module):
    def forward(self, x: Tensor, scale: float = 2.0) -> Tensor:
        return x * scale


class Unread(nn.Module):
    @torch.jit.unused
    def forward(self, x: Tensor, mask: Tensor = None) -> Tensor:
        return x


class Derived(nn.Sequential):
    pass


class Overridden(nn.Sequential):
    def forward(self, x: Tensor) -> Tensor:
        for block in self:
            x = block(x, x)
        return x


class Uncalled(nn.Module):
    def __init__(self):
        super().__init__()
        self.blocks = nn.Sequential(nn.Linear(2, 2), Masked())  # error: [undefined-default]

    def forward(self, x: Tensor) -> Tensor:
        return x


class Listed(nn.Module):
    def __init__(self):
        super().__init__()
        self.blocks = nn.ModuleList([Masked(), Annotated()])

    def forward(self, x: Tensor) -> Tensor:
        for block in self.blocks:
            x = block(x, x)
        return x


torch.jit.script(nn.Sequential(Optionally(), Given()))
torch.jit.script(Overridden(Masked(), Annotated()))
torch.jit.script(Listed())
for refused in (
    nn.Sequential(Masked()),  # error: [undefined-default]
    nn.Sequential(Given(), Annotated()),  # error: [undefined-default]
    nn.Sequential(nn.Sequential(Masked())),  # error: [undefined-default]
    Derived(Masked()),  # error: [undefined-default]
    Uncalled(),
):
    try:
        torch.jit.script(refused)
    except Exception:
        pass
