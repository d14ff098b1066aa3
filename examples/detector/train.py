"""Training: plain Python, which no compiler reads."""
import random

from torch.utils.data import Dataset


class Samples(Dataset):
    def __init__(self, **settings):
        self.items = [getattr(self, "root", None) for _ in range(10)]
        self.transform = lambda x: x

    def __len__(self):
        return len(self.items)

    def __getitem__(self, index):
        try:
            return self.transform(self.items[index])
        except IndexError:
            return random.choice(self.items)


def train(model, *stages, **options):
    for epoch in range(options.get("epochs", 1)):
        with open("log.txt", "a") as log:
            log.write(f"{epoch:03d}\n")
