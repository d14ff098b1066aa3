# torch: >=1.13
"""Attributes of torch.nn's layers as `__init__` reads them."""
import torch
import torch.nn.functional as F
from torch import nn
from torch.nn.modules.utils import _ntuple, _pair, _reverse_repeat_tuple


class Reading(nn.Module):
    def __init__(self):
        super().__init__()
        self.features = nn.Linear(2, 3).in_features
        self.kernel = nn.Conv2d(2, 3, 3).kernel_size[0]
        self.padding = nn.Conv1d(2, 3, 3, padding="same").padding
        self.stride = nn.MaxPool2d(2).stride
        self.hidden = nn.LSTM(2, 3).hidden_size
        self.head = nn.MultiheadAttention(4, 2).head_dim
        self.shape = nn.LayerNorm(4).normalized_shape
        self.channels = nn.Conv2d(2, 4, 3, groups=2).weight.shape[1]
        self.count = nn.Linear(2, 3).bias.numel()

    def forward(self, x):
        F.dropout(x, self.features)  # error: [argument-type-mismatch]
        F.dropout(x, self.kernel)  # error: [argument-type-mismatch]
        F.dropout(x, self.padding)  # error: [argument-type-mismatch]
        F.dropout(x, self.stride)  # error: [argument-type-mismatch]
        F.dropout(x, self.hidden)  # error: [argument-type-mismatch]
        F.dropout(x, self.head)  # error: [argument-type-mismatch]
        F.dropout(x, self.shape)  # error: [argument-type-mismatch]
        F.dropout(x, self.channels)  # error: [argument-type-mismatch]
        return F.dropout(x, self.count)  # error: [argument-type-mismatch]


torch.jit.script(Reading())


class Kept(nn.Module):
    def __init__(self):
        super().__init__()
        self.conv = nn.Conv2d(2, 3, (3, 5), stride=2)
        self.drop = nn.Dropout(0.25)
        self.norm = nn.BatchNorm2d(3)
        self.gru = nn.GRU(2, 3, dropout=0)
        self.half = self.conv.kernel_size[1] / 2
        self.rate = self.drop.p
        self.eps = self.norm.eps
        self.other = self.gru.dropout
        self.strides = self.conv.stride
        self.bias = None if self.conv.bias is None else 0.5

    def forward(self, x):
        x = F.dropout(x, self.rate) + self.eps + self.bias
        x = F.dropout(x, self.other)
        x = F.max_pool2d(x, self.strides)
        return x.view(-1, self.half)  # error: [argument-type-mismatch]


torch.jit.script(Kept())


class Doubled(nn.Linear):
    def __init__(self, size):
        super().__init__(size, 2 * size)
        self.half = self.out_features / 2

    def forward(self, x):
        return x.view(-1, self.half)  # error: [argument-type-mismatch]


torch.jit.script(Doubled(3))


class Own(nn.Linear):
    in_features = 0.5

    def __init__(self, size):
        super().__init__(size, 2 * size)
        del self.in_features
        self.rate = self.in_features

    def forward(self, x):
        return F.dropout(x, self.rate)


torch.jit.script(Own(3))


class Changed(nn.Module):
    def __init__(self):
        super().__init__()
        self.layer = nn.Linear(2, 3)
        self.layer.in_features = 0.5
        self.rate = self.layer.in_features

    def forward(self, x):
        return F.dropout(x, self.rate)


torch.jit.script(Changed())


class Tuples(nn.Module):
    def __init__(self, size=3):
        super().__init__()
        self.half = _pair(size)[0] / 2
        self.sizes = _ntuple(2)(size)
        self.kept = _pair((1, 2))
        self.padding = _reverse_repeat_tuple(_pair(1), 2)

    def forward(self, x):
        x = F.max_pool2d(F.pad(x, self.padding), self.sizes, self.kept)
        F.dropout(x, self.sizes)  # error: [argument-type-mismatch]
        return x.view(-1, self.half)  # error: [argument-type-mismatch]


torch.jit.script(Tuples())


class Pooled(nn.Module):
    def __init__(self):
        super().__init__()
        self.one = nn.MaxPool2d(2)
        self.two = nn.MaxPool2d((2, 2))

    def forward(self, x):
        x = F.max_pool2d(x, self.one.kernel_size)
        x = x.view(-1, self.one.kernel_size)
        return x.view(-1, self.two.kernel_size)  # error: [argument-type-mismatch]


torch.jit.script(Pooled())
