"""Export for serving."""
import torch
from torch import nn


class Classifier(nn.Module):
    """This one scripts as it is."""

    def __init__(self, features: int = 8, classes: int = 4):
        super().__init__()
        self.layers = nn.ModuleList([nn.Linear(features, features) for _ in range(2)])
        self.last = nn.Linear(features, classes)

    def forward(self, x: torch.Tensor, temperature: float = 1.0) -> torch.Tensor:
        for layer in self.layers:
            x = layer(x).relu()
        return (self.last(x) / temperature).softmax(-1)


class Gate(nn.Module):
    def forward(self, x):
        if x.sum() > 0:
            return x * 2
        return x


if __name__ == "__main__":
    torch.jit.script(Classifier()).save("classifier.pt")
    torch.jit.trace(Gate(), torch.ones(3)).save("gate.pt")
