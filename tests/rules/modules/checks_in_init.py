# torch: >=1.13
"""Checks in `__init__` that hold: what stands behind them is set."""

import torch
from torch import Tensor, nn


class Checked(nn.Module):
    def __init__(self, paddings, strides, dims, names, act=...):
        super().__init__()
        assert len({len(paddings), len(strides)}) == 1
        assert len({len(name) for name in names}) == 1
        assert len({"a", "a"}.union({"a"})) == 1
        seen = set()
        seen.add(dims[0])
        seen.add(len(names))
        if len(seen) > 1 or dims[slice(1, None)] != [2, 3]:
            raise ValueError(dims)
        if act is Ellipsis:
            self.fc = nn.Linear(4, 4)

    def forward(self, x: Tensor) -> Tensor:
        return self.fc(x)


class Different(nn.Module):
    def __init__(self, names):
        super().__init__()
        if len(set(names)) == 1:
            self.fc = nn.Linear(4, 4)

    def forward(self, x: Tensor) -> Tensor:
        return self.fc(x)  # error: [module-attribute-missing]


torch.jit.script(Checked([1, 2], [3, 4], [1, 2, 3], ["a"]))
torch.jit.script(Different(["a", "b", "a"]))
