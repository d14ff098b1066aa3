"""Where the imports of a project lead: its layout, the settings `src` and `python`, and --python."""
import json
import os

import pytest

from program import found, report, run, write

HELPER = "def helper(x):\n    y = lambda: x\n    return x\n"
GOOD_HELPER = "def helper(x):\n    return x\n"
NET = "import torch\nfrom {module} import helper\n\n\n@torch.jit.script\ndef f(x):\n    return helper(x)\n"


def in_helper(file):
    return [(file, 2, "lambda")]


def test_src_says_where_modules_are(tmp_path):
    write(tmp_path, {"parts/common/ops.py": HELPER, "app/net.py": NET.format(module="common.ops"), "jitlint.toml": ""})
    assert found(cwd=tmp_path) == []
    write(tmp_path, jitlint_toml="src = ['parts']\n")
    assert found(cwd=tmp_path) == in_helper("parts/common/ops.py")
    assert found(tmp_path, cwd="/usr") == in_helper(str(tmp_path / "parts/common/ops.py")), "the same from anywhere"
    assert found("--config", "src = []", cwd=tmp_path) == []
    assert found("--isolated", "--config", "src = ['parts']", cwd=tmp_path) == in_helper("parts/common/ops.py"), "relative to the working directory"


def test_src_goes_before_the_folders_around(tmp_path):
    write(tmp_path, {"lib/ops.py": HELPER, "ops.py": GOOD_HELPER, "app/net.py": NET.format(module="ops"), "jitlint.toml": ""})
    assert found(cwd=tmp_path) == []
    write(tmp_path, jitlint_toml="src = ['lib']\n")
    assert found(cwd=tmp_path) == in_helper("lib/ops.py")


def test_src_makes_names_of_packages_without_init(tmp_path):
    write(tmp_path, {"lib/ns/net.py": HELPER, "jitlint.toml": "roots = ['ns.net.helper']\n"})
    assert found(cwd=tmp_path) == []
    write(tmp_path, jitlint_toml="roots = ['ns.net.helper']\nsrc = ['lib']\n")
    assert found(cwd=tmp_path) == in_helper("lib/ns/net.py")
    text = run("check", "--output-format", "json", "-", "--stdin-filename", "lib/ns/net.py", cwd=tmp_path, input=HELPER.encode()).stdout
    assert [d["rule"] for d in json.loads(text)["diagnostics"]] == ["lambda"]


def test_each_project_looks_where_its_settings_say(tmp_path):
    for name, text in (("a", HELPER), ("b", GOOD_HELPER)):
        write(tmp_path, {f"{name}/lib/ops.py": text, f"{name}/app/net.py": NET.format(module="ops"), f"{name}/jitlint.toml": "src = ['lib']\n"})
    assert found(cwd=tmp_path) == in_helper("a/lib/ops.py")


def site_packages(environment, text):
    write(environment / "lib/python3.11/site-packages", {"somelib/__init__.py": text})
    write(environment, {"bin/python": ""})


def test_packages_of_the_environment_are_followed(tmp_path):
    site_packages(tmp_path / "env", HELPER)
    project = tmp_path / "project"
    write(project, net_py=NET.format(module="somelib"))
    expected = [("net.py", 7, "lambda")]
    assert found(cwd=project) == []
    # By the option, by the settings, by what is active; the folder or its interpreter.
    for python in ("../env", "../env/bin/python", tmp_path / "env"):
        assert found("--python", python, cwd=project) == expected
        assert found("--config", f"python = '{python}'", cwd=project) == expected
    active = {key: value for key, value in os.environ.items() if key not in ("VIRTUAL_ENV", "CONDA_PREFIX")}
    for variable in ("VIRTUAL_ENV", "CONDA_PREFIX"):
        assert found(cwd=project, env={**active, variable: str(tmp_path / "env")}) == expected
    write(project, jitlint_toml="python = '../env'\n")
    assert found(cwd=project) == expected and found(project / "net.py", cwd="/usr") == [(str(project / "net.py"), 7, "lambda")]
    (diagnostic,) = report(cwd=project)["diagnostics"]
    assert [label["file"] for label in diagnostic["labels"]] == ["../env/lib/python3.11/site-packages/somelib/__init__.py"]
    # What is said on the command line goes over the settings, and they over what is active.
    site_packages(tmp_path / "other", GOOD_HELPER)
    assert found("--python", "../other", cwd=project) == []
    assert found(cwd=project, env={**active, "VIRTUAL_ENV": str(tmp_path / "other")}) == expected


def test_the_torch_of_the_environment_is_the_target(tmp_path):
    (tmp_path / "env/lib/python3.11/site-packages/torch-1.13.1.dist-info").mkdir(parents=True)
    (tmp_path / "system/lib/python3/dist-packages/torch-2.6.0.egg-info").mkdir(parents=True)
    write(tmp_path, {"p/a.py": "import torch\n", "system/bin/python3": ""})
    assert report("--python", "../env", cwd=tmp_path / "p")["torch"] == {"target": ">=1.13,<2.0", "source": "torch 1.13.1 in ../env"}
    assert report("--python", "../system/bin/python3", cwd=tmp_path / "p")["torch"]["target"] == ">=2.6,<2.7"


@pytest.mark.parametrize("settings, complaint", [
    ("python = 'env'\n", "jitlint.toml:1: `python`: `env` is neither a Python environment nor an interpreter in one"),
    ("src = [\n  'lib',\n  'lob']\n", "jitlint.toml:3: `src`: there is no folder `lob`"),
])
def test_what_is_not_there_is_told(tmp_path, settings, complaint):
    write(tmp_path, {"lib/x.py": "", "a.py": "import torch\n", "jitlint.toml": settings})
    result = run("check", cwd=tmp_path)
    assert result.returncode == 2 and complaint in result.stderr.decode()


def test_unknown_environment_on_the_command_line(tmp_path):
    write(tmp_path, a_py="import torch\n")
    result = run("check", "--python", "nowhere", cwd=tmp_path)
    assert result.returncode == 2 and b"`nowhere` is neither a Python environment nor an interpreter in one" in result.stderr


def test_config_shows_who_says_so(tmp_path):
    site_packages(tmp_path / "env", "")
    write(tmp_path, {"lib/x.py": "", "jitlint.toml": "src = ['lib']\npython = 'env'\n"})
    shown = json.loads(run("config", "--output-format", "json", cwd=tmp_path).stdout)["settings"]
    assert shown["src"] == {"value": ["lib"], "source": "jitlint.toml:1"} and shown["python"] == {"value": "env", "source": "jitlint.toml:2"}
    shown = json.loads(run("config", "--output-format", "json", "--python", "env/bin/python", cwd=tmp_path).stdout)["settings"]
    assert shown["python"] == {"value": "env/bin/python", "source": "--python"}


@pytest.mark.parametrize("mark", [".git/HEAD", "pyproject.toml", "setup.cfg", "setup.py", "jitlint.toml"])
def test_a_project_is_the_same_from_anywhere(tmp_path, mark):
    project = tmp_path / "project"
    write(project, {"tools/ops.py": HELPER, "train/net.py": NET.format(module="tools.ops"), mark: ""})
    assert found("train/net.py", "tools/ops.py", cwd=project) == in_helper("tools/ops.py")
    assert found("net.py", "../tools/ops.py", cwd=project / "train") == in_helper("../tools/ops.py")
    assert found(project, cwd="/usr") == in_helper(str(project / "tools/ops.py"))
    # What stands above belongs to somebody else.
    write(tmp_path, {"tools/more.py": HELPER, "project/train/other.py": NET.format(module="tools.more")})
    assert found("project/train/other.py", "tools/more.py", cwd=tmp_path) == []


WRAPPING = """import functools
import os

import torch


def keep_shape(fn):
    @functools.wraps(fn)
    def wrapper(*args):
        return fn(*args)

    return wrapper


def tagged(tag):
    def decorate(fn):
        @functools.wraps(fn)
        def wrapper(*args):
            print(tag)
            return fn(*args)

        return wrapper

    return decorate


def maybe(fn):
    return fn if os.environ.get("KEEP") else keep_shape(fn)


def if_tracing(fn):
    @functools.wraps(fn)
    def wrapper(*args):
        return fn(*args)

    wrapper.__original_fn = fn
    wrapper.__script_if_tracing_wrapper = True
    return wrapper


def by_hand(fn):
    def wrapper(*args):
        return fn(*args)

    return wrapper
"""
WRAPPED = """import torch
import torch.nn.functional as F
from shapes import by_hand, if_tracing, keep_shape, maybe, tagged


def scale(x):
    return x * 2


@keep_shape
def first(x: torch.Tensor):
    return torch.relu(scale(x))


@tagged("a")
def second(x: torch.Tensor):
    return F.relu(x)


@keep_shape
def third(x: torch.Tensor):
    return torch.relu(x)


@maybe
def fourth(x: torch.Tensor):
    return scale(x)


@by_hand
def fifth(x: torch.Tensor):
    return scale(x)


@if_tracing
def sixth(x: torch.Tensor):
    return scale(x)


class Net(torch.nn.Module):
    @keep_shape
    def forward(self, x):
        return first(scale(x))


for function in (first, second, third, fourth, fifth, sixth):
    torch.jit.script(function)
"""


def test_names_below_a_decorator_are_those_of_its_file(tmp_path):
    # torch 1.13 and 2.14 refuse each of these lines, the last in shapes.py, and compile `third`.
    write(tmp_path, {"shapes.py": WRAPPING, "net.py": WRAPPED})
    errors = [d for d in report(cwd=tmp_path)["diagnostics"] if d["severity"] == "error"]
    assert [(d["range"]["start"]["line"], d["rule"]) for d in errors] == [(12, "undefined-name"), (17, "undefined-name"), (43, "undefined-name"), (42, "variadic-parameters")]


STARRED = """from .imports import *


def fill(x):
    if isinstance(x, torch.Tensor):
        return x
    return x.nothing()
"""


@pytest.mark.parametrize("imports", ["import torch\nfrom nowhere import *\n", "from nowhere import *\nimport torch\n", "import torch\n"])
def test_star_imports_of_star_imports(tmp_path, imports):
    main = "import torch\nfrom pack.utils import fill\n\ntorch.jit.script(fill)\n"
    write(tmp_path, {"pack/__init__.py": "", "pack/imports.py": imports, "pack/utils.py": STARRED, "main.py": main})
    assert found("--isolated", cwd=tmp_path) == [], "what a library without source may define are no builtins and no names that are imported"


@pytest.mark.parametrize("star", ["from pack.ops import *\n", "try:\n    from pack.ops import *\nexcept ImportError:\n    pass\n"])
def test_a_star_import_replaces_what_stands_above(tmp_path, star):
    main = f"import torch\n\n\ndef helper(x, *more):\n    return x\n\n\n{star}\n\n@torch.jit.script\ndef f(x):\n    return helper(x)\n"
    write(tmp_path, {"pack/__init__.py": "", "pack/ops.py": GOOD_HELPER, "main.py": main})
    assert found("--isolated", "main.py", cwd=tmp_path) == []
    write(tmp_path, {"pack/ops.py": HELPER})
    in_ops = ("pack/ops.py", 2, "lambda")
    assert [place for place in found("--isolated", ".", cwd=tmp_path) if place[0] == "main.py"] == [], "the function above is not compiled"
    assert (in_ops in found("--isolated", ".", cwd=tmp_path)) == star.startswith("from"), "what may fail to be imported is not known"
