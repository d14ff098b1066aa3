# torch: >=1.13
"""What torch itself keeps in Python is read like the user's code, and most of it does not compile."""
import torch
from torch import Tensor, nn
from torch.distributions import Categorical, Normal


class Policy(nn.Module):
    def __init__(self):
        super().__init__()
        self.mean = nn.Linear(4, 2)
        self.scale = nn.Parameter(torch.zeros(2))

    def forward(self, x: Tensor):
        return Normal(self.mean(x), self.scale.exp()).rsample()  # error: [unsupported-torch-function]


torch.jit.script(Policy())


@torch.jit.script
def sample(x: Tensor):
    return Categorical(logits=x).sample()  # error: [unsupported-torch-function]


@torch.jit.script
def exported(x: Tensor):
    if torch.onnx.is_in_onnx_export():  # error: [unsupported-torch-function]
        return x
    return x + 1


@torch.jit.script
def profiled(x: Tensor):
    with torch.profiler.profile():  # error: [with-statement]
        x = x + 1
    return x


@torch.jit.script
def recorded(x: Tensor):
    with torch.autograd.profiler.record_function("part"):
        x = x + 1
    return x


@torch.jit.script
def compared(x: Tensor, y: Tensor):
    torch.testing.assert_close(x, y)  # error: [unsupported-torch-function]
    return x


@torch.jit.script
def has_cudnn(x: Tensor):
    if torch.backends.cudnn.is_available():
        return x
    return x + 1


@torch.jit.script
def precision(x: Tensor):
    if torch.backends.cuda.matmul.allow_tf32:  # error: [python-object]
        return x.float()
    return x


@torch.jit.ignore
def drawn(x: Tensor) -> Tensor:
    return Normal(x, x).sample()


@torch.jit.script
def called_back(x: Tensor):
    return drawn(x)


@torch.jit.script
def ranged(x: torch.Tensor):
    torch.cuda.nvtx.range_push("double")  # error: [unsupported-torch-function]
    return x * 2
