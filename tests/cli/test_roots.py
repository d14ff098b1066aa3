"""Where compilation starts, as the settings say."""
from program import found, report, run, write

MODULES = """import torch


def helper(x):
    return (lambda: x)()


class Net(torch.nn.Module):
    def forward(self, x):
        try:
            return x
        except ValueError:
            return x


class Scripted(torch.nn.Module):
    def forward(self, x):
        [a, b] = (x, x)
        return a


class Plain:
    def __init__(self):
        self.x = 1

    def method(self):
        y = lambda: 1
        return self.x


scripted = torch.jit.script(Scripted())
"""
FORWARD, SCRIPTED, HELPER, METHOD = (10, "try-statement"), (18, "list-target-assignment"), (5, "lambda"), (27, "lambda")


def check(tmp_path, *arguments):
    write(tmp_path, {"pkg/__init__.py": "", "pkg/net.py": MODULES})
    return {(line, rule) for _, line, rule in found("pkg/net.py", *arguments, cwd=tmp_path)}


def test_forward_methods_are_roots(tmp_path):
    assert check(tmp_path) == {FORWARD, SCRIPTED}


def test_explicit(tmp_path):
    assert check(tmp_path, "--config", 'roots = "explicit"') == {SCRIPTED}
    assert report("pkg", "--config", 'roots = "explicit"', cwd=tmp_path)["summary"]["roots"] == 1


def test_named_functions_and_classes(tmp_path):
    assert check(tmp_path, "--config", 'roots = ["pkg.net.helper"]') == {FORWARD, SCRIPTED, HELPER}
    assert check(tmp_path, "--config", 'roots = ["pkg.net.Plain"]') == {FORWARD, SCRIPTED, METHOD}
    assert check(tmp_path, "--config", 'roots = ["pkg.*.Pla*", "**.helper"]') == {FORWARD, SCRIPTED, HELPER, METHOD}
    assert check(tmp_path, "--config", 'roots = ["pkg.*", "net.helper", "helper", "pkg.net.nothing"]') == {FORWARD, SCRIPTED}


def test_named_roots_in_the_settings_hold_from_anywhere(tmp_path):
    write(tmp_path, {"pkg/__init__.py": "", "pkg/net.py": MODULES, "jitlint.toml": 'roots = ["pkg.net.helper"]\n'})
    assert len(found(tmp_path, cwd="/usr")) == 3
    text = run("check", "-", "--stdin-filename", "pkg/net.py", cwd=tmp_path, input=MODULES.encode()).stdout
    assert text.count(b"error[") == 3


def test_what_is_scripted_anyway_is_one_root(tmp_path):
    write(tmp_path, net_py="import torch\n\n\n@torch.jit.script\ndef f(x):\n    return x\n")
    assert report("--config", 'roots = ["net.f"]', cwd=tmp_path)["summary"]["roots"] == 1
