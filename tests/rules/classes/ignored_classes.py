# torch: >=1.13
"""Classes under torch.jit.ignore: Python functions may use them, compiled ones may not."""

import torch


@torch.jit.ignore
class Hidden:
    def __init__(self):
        self.x = 1


@torch.jit.ignore
def outside() -> int:
    return Hidden().x


@torch.jit.script
def accepted() -> int:
    if not torch.jit.is_scripting():
        print(Hidden())
    return outside()


def made():
    hidden = Hidden()  # error: [class-without-init]
    return 1


def taken(hidden: Hidden):  # error: [unknown-annotation]
    return 1


for refused in (made, taken):
    try:
        torch.jit.script(refused)
    except Exception:
        pass
