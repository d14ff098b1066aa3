# torch: >=1.13
"""Parameters and buffers of torch.nn's modules that constructor arguments leave out."""
import torch
from torch import nn


class NoBias(nn.Module):
    def __init__(self):
        super().__init__()
        self.head = nn.Linear(4, 4, bias=False)

    def forward(self, x: torch.Tensor):
        return self.head(x) + self.head.bias  # error: [argument-type-mismatch]


torch.jit.script(NoBias())


class NoBiasByPosition(nn.Module):
    def __init__(self):
        super().__init__()
        self.head = nn.Linear(4, 4, False)

    def forward(self, x: torch.Tensor):
        bias = self.head.bias
        if bias is not None:
            x = x + bias
        return torch.nn.functional.linear(x, self.head.weight, self.head.bias)


torch.jit.script(NoBiasByPosition())


class Bias(nn.Module):
    def __init__(self, bias: bool):
        super().__init__()
        self.head = nn.Linear(4, 4, bias=bias)

    def forward(self, x: torch.Tensor):
        return x * self.head.bias.abs()


torch.jit.script(Bias(True))


class NoStatistics(nn.Module):
    def __init__(self):
        super().__init__()
        self.norm = nn.BatchNorm1d(3, track_running_stats=False)

    def forward(self, x: torch.Tensor):
        return x - self.norm.running_mean  # error: [argument-type-mismatch]


torch.jit.script(NoStatistics())


class InstanceStatistics(nn.Module):
    def __init__(self):
        super().__init__()
        self.plain = nn.InstanceNorm1d(3)
        self.norm = nn.InstanceNorm1d(3, affine=True, track_running_stats=True)

    def forward(self, x: torch.Tensor):
        if self.plain.weight is None:
            return x - self.norm.running_mean
        return x * self.norm.weight


torch.jit.script(InstanceStatistics())


class PlainNorms(nn.Module):
    def __init__(self):
        super().__init__()
        self.layer = nn.LayerNorm(3, elementwise_affine=False)
        self.group = nn.GroupNorm(1, 3, affine=False)

    def forward(self, x: torch.Tensor):
        y = self.layer(x)
        if self.group.bias is None:
            y = y * 2
        return y * self.layer.weight.mean()  # error: [unknown-attribute]


torch.jit.script(PlainNorms())


class Recurrent(nn.Module):
    def __init__(self):
        super().__init__()
        self.rnn = nn.LSTM(4, 4, num_layers=3)

    def forward(self, x: torch.Tensor):
        x = self.rnn(x)[0] + self.rnn.weight_ih_l2.sum()
        x = x + self.rnn.output_size  # error: [module-attribute-missing]
        return x + self.rnn.all_weights[0][0]  # error: [module-attribute-missing]


torch.jit.script(Recurrent())


class Attending(nn.Module):
    def __init__(self):
        super().__init__()
        self.attention = nn.MultiheadAttention(4, 2)

    def forward(self, x: torch.Tensor):
        x = x * self.attention.scaling  # error: [module-attribute-missing]
        return self.attention.out_proj(x) * self.attention.head_dim


torch.jit.script(Attending())
