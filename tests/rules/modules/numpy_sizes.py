# torch: >=1.13
"""The sizes of torch.nn's layers are constants, and numbers that NumPy computed are none."""
from typing import Tuple

import numpy as np
import torch
from torch import Tensor, nn


class Policy(nn.Module):
    def __init__(self, shape: Tuple[int, ...]):
        super().__init__()
        self.body = nn.Linear(np.prod(shape), 64)  # error: [library-module-refused]
        self.conv = nn.Conv2d(in_channels=np.int64(3), out_channels=4, kernel_size=1)  # error: [library-module-refused]
        self.head = nn.Linear(int(np.prod(shape)), 64)
        self.item = nn.Linear(np.prod(shape).item(), 64)
        self.drop = nn.Dropout(np.sum([0.1, 0.2]))

    def forward(self, x: Tensor):
        return self.head(self.drop(x))


torch.jit.script(Policy((2, 3)))
