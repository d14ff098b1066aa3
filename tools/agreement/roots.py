"""What is scripted: expressions over torchvision, torchaudio and timm that make a module or name a function.

Run by the Python that has them. Each root is one line of JSON: id, module (to import from), name, arguments (source text, or null for a function
that is scripted itself).
"""

import importlib
import inspect
import json
import pkgutil
import re
import sys

import torch

CHEAP = ("tiny", "nano", "pico", "femto", "atto", "xxs", "xs", "small", "_s", "mini", "18", "b0", "_t", "26", "50")
PER_MODULE = 3

# Arguments that make an instance of many small module classes.
ARGUMENTS = ("", "8", "8, 8", "8, 8, 3", "(16, 16)", "8, (16, 16)", "8, num_heads=2", "[0.5], [0.5]", "8, 8, 8", "0.5", "8, [8, 8]", "8, 16, 2", "8000")


def own(module, value):
    return getattr(value, "__module__", None) == module.__name__


def modules(package):
    yield importlib.import_module(package)
    for info in pkgutil.walk_packages(sys.modules[package].__path__, package + "."):
        if re.search(r"\b(prototype|_dev|datasets|io|test|backend|kaldi_io|sox_effects)\b", info.name):
            continue
        try:
            yield importlib.import_module(info.name)
        except Exception:  # a part that needs what is not installed
            continue


def entry_points(module, names):
    """The cheapest model functions of a module by the look of their names."""

    def rank(name):
        hit = [i for i, cheap in enumerate(CHEAP) if cheap in name]
        return (min(hit) if hit else len(CHEAP), len(name), name)

    return sorted(names, key=rank)[:PER_MODULE]


def classes(module):
    """(name, arguments) of module classes that some guess constructs."""
    for name, value in sorted(vars(module).items()):
        if not (inspect.isclass(value) and own(module, value) and issubclass(value, torch.nn.Module)):
            continue
        for arguments in ARGUMENTS:
            try:
                made = eval(f"value({arguments})", {"value": value})
                cheap = type(made).forward is not torch.nn.Module.forward and sum(p.numel() for p in made.parameters()) < 3_000_000
            except Exception:
                continue
            if cheap:
                yield name, arguments
                break


def functions(module):
    for name, value in sorted(vars(module).items()):
        if inspect.isfunction(value) and own(module, value) and not name.startswith("_"):
            yield name


def roots():
    import timm
    import torchaudio
    import torchvision

    for module in modules("torchvision"):
        path = module.__name__
        if ".models" in path:
            for name in functions(module):
                if "weights" in inspect.signature(vars(module)[name]).parameters and (".detection" in path or not re.search(r"\d\d\d|_h_|_l_|vgg", name)):
                    yield path, name, "weights=None, weights_backbone=None" if "weights_backbone" in inspect.signature(vars(module)[name]).parameters else "weights=None"
        else:
            for name, arguments in classes(module):
                yield path, name, arguments
            if ".ops" in path or path.endswith("functional_tensor"):
                for name in functions(module):
                    yield path, name, None
    for module in modules("torchaudio"):
        path = module.__name__
        if ".models" in path:
            for name in functions(module):
                if all(p.default is not p.empty for p in inspect.signature(vars(module)[name]).parameters.values()) and "large" not in name:
                    yield path, name, ""
        if ".functional" in path:
            for name in functions(module):
                yield path, name, None
        for name, arguments in classes(module):
            yield path, name, arguments
    for module in modules("timm.models"):
        names = [name for name in functions(module) if timm.models.is_model(name)]
        for name in entry_points(module, names):
            yield module.__name__, name, ""
    for module in modules("timm.layers"):
        for name, arguments in classes(module):
            yield module.__name__, name, arguments


def main():
    torch.set_grad_enabled(False)
    for module, name, arguments in roots():
        print(json.dumps({"id": f"{module}.{name}", "module": module, "name": name, "arguments": arguments}), flush=True)


if __name__ == "__main__":
    main()
