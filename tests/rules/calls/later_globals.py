# torch: >=1.13
"""Names of the module that are set in several places, or by a function."""
import functools
import importlib.util

import torch

HANDLERS = {}
verbose = False
has_scipy = importlib.util.find_spec("scipy") is not None
try:
    import nowhere_to_be_found
except ImportError:
    has_scipy = False


def set_verbose(value):
    global verbose
    verbose = value


def implements(original):
    @functools.wraps(original)
    def decorator(function):
        HANDLERS[original] = function
        return function

    return decorator


@torch.jit.script
def flag():
    return verbose  # error: [python-global]


@torch.jit.script
def installed():
    return has_scipy  # error: [python-global]


@implements(torch.nn.functional.dropout)
def handler(*args):  # error: [variadic-parameters]
    return args


torch.jit.script(handler)
