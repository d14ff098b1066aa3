"""A feature pyramid."""
from typing import List, Optional

import torch
import torch.nn.functional as F
from torch import nn


class Pyramid(nn.Module):
    def __init__(self, channels: int = 16, levels: int = 3):
        super().__init__()
        self.laterals = nn.ModuleList([nn.Conv2d(channels, channels, 1) for _ in range(levels)])
        self.scale = nn.Parameter(torch.tensor(0.5))

    def forward(self, feats: List[torch.Tensor], mask: Optional[torch.Tensor] = None):
        outs = []
        sizes = []
        for i in range(3):
            outs.append(self.laterals[i](feats[i]))
            sizes.append(feats[i].size(2))
        top = F.leaky_relu(outs[-1], self.scale)
        top = top.masked_fill(mask.eq(0), 0.0)
        return top, sizes
