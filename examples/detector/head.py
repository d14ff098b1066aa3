"""The prediction head."""
import numpy as np
import torch
from torch import nn


class Head(nn.Module):
    def __init__(self, channels: int = 16, classes: int = 4):
        super().__init__()
        self.classify = nn.Conv2d(channels, classes, 1)
        self.means = np.array([0.1, 0.2], dtype=np.float32)

    def forward(self, x, threshold=0.5, debug=False):
        scores = self.classify(x).sigmoid()
        keep = (scores > threshold).bool()
        try:
            best = scores.max()
        except RuntimeError:
            best = torch.Tensor([0.0])
        if debug:
            message = "best score"
        else:
            message = 0
        print(message)
        with torch.inference_mode():
            scaled = scores * np.sqrt(2.0)
        return scaled * best, keep


class Ensemble(nn.Module):
    """Calls a head that it does not own."""

    def __init__(self):
        super().__init__()
        self.total = 0.0

    def forward(self, x):
        total = 0
        for row in x:
            total = total + row.sum()
        return HEAD(x), total


HEAD = Head()
