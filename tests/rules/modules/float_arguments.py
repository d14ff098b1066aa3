# torch: >=1.13
"""Ints for floats and bools: in a layer that an encoder copies, and by keyword."""
import torch
from torch import nn

torch.jit.script(nn.TransformerEncoder(nn.TransformerEncoderLayer(4, 2, dropout=0), 2))  # error: [constructor-int-for-float]
torch.jit.script(nn.TripletMarginLoss(margin=1))  # error: [constructor-int-for-float]
torch.jit.script(nn.TripletMarginLoss(margin=1.0))
torch.jit.script(nn.ReLU(inplace=1))  # error: [constructor-int-for-float]
torch.jit.script(nn.Hardtanh(-1.0, 1.0, 0))  # error: [constructor-int-for-float]
torch.jit.script(nn.Sequential(nn.Dropout(0.5, 1), nn.ELU(1.0, True)))  # error: [constructor-int-for-float]
torch.jit.script(nn.Sequential(nn.ReLU(True), nn.AlphaDropout(0.1, 1)))
