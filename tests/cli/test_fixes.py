"""Which edits are safe, as far as that depends on more than the place that is edited."""
import pytest

from program import report, write

HEAD = "from dataclasses import dataclass, field\nfrom typing import Dict, List, Optional\n\nimport torch\nfrom torch import Tensor, nn\n\n\n"


def edits(tmp_path, code):
    """The applicability of each error's fix, and the texts that it writes."""
    write(tmp_path, {"case.py": HEAD + code})
    found = [d for d in report("--isolated", "--torch-version", "2.6", "case.py", cwd=tmp_path)["diagnostics"] if d["severity"] == "error"]
    assert found
    return [(d["fix"]["applicability"], [e["replacement"] for e in d["fix"]["edits"]]) if d["fix"] else None for d in found]


def applicability(tmp_path, code):
    (one,) = edits(tmp_path, code)
    return one and one[0]


CONFIG = "@dataclass\nclass Config:\n    depth: int\n{}\n\n@torch.jit.script\ndef f(c: Config) -> int:\n    return c.depth\n"


@pytest.mark.parametrize("line, expected", [
    ("    name: str = 'a'\n", "safe"),
    ("    sizes: List[int] = field(default_factory=list)\n", "unsafe"),
    ("\n    def double(self) -> int:\n        return self.depth * 2\n", "unsafe"),
    ("    scale: 'np.ndarray' = None\n", "unsafe"),
])
def test_a_class_is_decorated_where_that_compiles(tmp_path, line, expected):
    assert applicability(tmp_path, CONFIG.format(line)) == expected


LIMITED = """class Limited:
    limit = 10

    def __init__(self, n: int):
        self.n = n

    def ok(self, k: int) -> bool:
        return k < self.limit


{}@torch.jit.script
def f(k: int) -> bool:
    return Limited(3).ok(k)
"""


@pytest.mark.parametrize("more, expected", [
    ("", "safe"), ("class Small(Limited):\n    limit = 5\n\n\n", "unsafe"), ("Limited.limit = 20\n\n\n", "unsafe"),
])
def test_a_value_of_a_class_moves_where_it_is_the_only_one(tmp_path, more, expected):
    assert applicability(tmp_path, LIMITED.format(more)) == expected


CONSTANTS = """class Base(nn.Module):
    __constants__ = ["k"]
    k = 3


class Derived({}):
    j = 2.0

    def forward(self, x):
        return x * self.j


torch.jit.script(Derived())
"""


@pytest.mark.parametrize("base, expected", [("nn.Module", "safe"), ("Base", None)])
def test_constants_of_a_base_stay_visible(tmp_path, base, expected):
    assert applicability(tmp_path, CONSTANTS.format(base)) == expected


@pytest.mark.parametrize("value, expected", [("total", None), ("3", "unsafe"), ("x.size(0)", "unsafe"), ("n", "unsafe"), ("n + total", None)])
def test_what_python_may_have_as_a_tensor_is_no_number(tmp_path, value, expected):
    code = f"@torch.jit.script\ndef f(x: Tensor, n: int) -> Tensor:\n    total = 0\n    for i in range(n):\n        total = total + x.sum()\n    return {value}\n"
    assert applicability(tmp_path, code) == expected


def test_views_of_a_dict_are_no_lists(tmp_path):
    code = "@torch.jit.script\ndef f(losses: Dict[str, Tensor]) -> Tensor:\n    return sum(losses.values())\n"
    assert edits(tmp_path, code) == [("unsafe", ["torch.stack(list(losses.values())).sum(dim=0)"])]


def test_none_is_not_compared_after_a_conversion(tmp_path):
    code = "@torch.jit.script\ndef f(n: int) -> int:\n    best = None\n    for i in range(n):\n        if best is None or i > best:\n            best = i\n    return best\n"
    assert all("float(" not in text for one in edits(tmp_path, code) if one for text in one[1])


def test_a_range_with_a_key_is_left_alone(tmp_path):
    code = "@torch.jit.script\ndef f(xs: List[Tensor]) -> int:\n    return max(range(len(xs)), key=lambda i: xs[i].numel())\n"
    assert all("list(" not in text for one in edits(tmp_path, code) if one for text in one[1])
