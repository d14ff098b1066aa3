import torch
from torch import nn
from torch.nn.common_types import _size_2_t
from torch._jit_internal import BroadcastingList2
def pool(x: torch.Tensor, k: BroadcastingList2[int], s: BroadcastingList2[int] = 1):
    return x.sum() + k[0] + s[1]
def run(x: torch.Tensor):
    return pool(x, 3) + pool(x, [1, 2], 2) + pool(x, k=2)
torch.jit.script(run)
