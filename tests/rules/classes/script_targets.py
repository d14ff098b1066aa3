# torch: >=1.13
"""What torch.jit.script does not take."""
import torch
from torch import nn

torch.jit.script(nn.ReLU)  # error: [script-target]
torch.jit.script(len)  # error: [script-target]
torch.jit.script([nn.ReLU(), nn.Tanh()])  # error: [script-target]
torch.jit.script({"a": nn.ReLU()})  # error: [script-target]
torch.jit.script([1, 2])
torch.jit.script(nn.ReLU())
