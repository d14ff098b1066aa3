# torch: >=1.13
"""Attention without bias does not compile: its forward reads the type of the bias."""
import torch
from torch import Tensor, nn


class Attending(nn.Module):
    def __init__(self, bias: bool):
        super().__init__()
        self.attention = nn.MultiheadAttention(4, 2, bias=bias)  # error: [library-module-refused]

    def forward(self, x: Tensor):
        return x


torch.jit.script(Attending(True))
torch.jit.script(Attending(False))
torch.jit.script(nn.MultiheadAttention(4, 2, 0.0, False))  # error: [library-module-refused]
torch.jit.script(nn.MultiheadAttention(4, 2, add_bias_kv=True))
