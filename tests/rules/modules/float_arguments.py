# torch: >=1.13
"""Ints for floats: in a layer that an encoder copies, and by keyword."""
import torch
from torch import nn

torch.jit.script(nn.TransformerEncoder(nn.TransformerEncoderLayer(4, 2, dropout=0), 2))  # error: [constructor-int-for-float]
torch.jit.script(nn.TripletMarginLoss(margin=1))  # error: [constructor-int-for-float]
torch.jit.script(nn.TripletMarginLoss(margin=1.0))
