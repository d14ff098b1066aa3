"""`jitlint explain` with names and with what the compiler says."""
import json
import os

import pytest

from program import BINARY, ROOT, run

TRACEBACK = """Traceback (most recent call last):
  File "train.py", line 12, in <module>
    torch.jit.script(Model())
  File "/usr/lib/python3/dist-packages/torch/jit/frontend.py", line 330, in build_def
torch.jit.frontend.UnsupportedNodeError: try blocks aren't supported:
  File "train.py", line 6
    def forward(self, x):
        try:
        ~~~ <--- HERE
            return self.layer(x)
"""


VERDICTS = ROOT / "tests/data/verdicts/1.13.jsonl"


@pytest.fixture
def carried():
    """The program carries the messages that were recorded before it was built."""
    if VERDICTS.stat().st_mtime > os.stat(BINARY).st_mtime:
        pytest.skip("verdicts were recorded after the program was built")


@pytest.mark.parametrize("message, rule", [
    ("Unknown builtin op: aten::Tensor", "tensor-constructor"),
    (TRACEBACK, "try-statement"),
    ("RuntimeError: Lambda aren't supported:", "lambda"),
    ("torch.jit.frontend.NotSupportedError: Compiled functions can't take variable number of arguments or use keyword-only arguments with defaults", "variadic-parameters"),
    ("'Tensor' object has no attribute or method 'bool'.", "tensor-bool-method"),
    ("Variable 'best' previously had type NoneType but is now being assigned to a value of type Tensor", "none-then-value"),
    ("hidden is not defined in the false branch", "name-defined-on-one-path"),
    ("Attempted to use Dict without a contained type. Please add a contained type, e.g. Dict[int, int]", "bare-container-annotation"),
])
def test_a_message_leads_to_its_rule(carried, message, rule):
    result = run("explain", message)
    # The compiler may say the same for other reasons too: then the rule is one of a few.
    alone, listed = f"# {rule}\n".encode(), f"\n  {rule}: ".encode()
    assert result.returncode == 0 and (alone in result.stdout or listed in result.stdout), result.stdout[:300]
    assert run("explain", "-", input=message.encode()).stdout == result.stdout
    assert run("explain", *message.split()).stdout == result.stdout


def test_a_page_for_people():
    page = run("explain", "list-target-assignment").stdout.decode()
    source = (ROOT / "rules/syntax/list-target-assignment.md").read_text()
    assert page.startswith("# list-target-assignment\n\n") and "\nseverity: error, torch: >=1.0, fix: safe, family: syntax\n\n## What it does\n" in page
    assert page.endswith(source[source.index("## What it does"):].rstrip("\n") + "\n") and "---" not in page


def test_several_rules_for_one_message(carried):
    result = run("explain", "Module 'Model' has no attribute 'thing'")
    listed = result.stdout.decode()
    assert result.returncode == 0 and "  module-attribute-missing: " in listed and "jitlint explain RULE" in listed


@pytest.mark.parametrize("message", ["CUDA out of memory. Tried to allocate 2 GiB", "is not supported", "a b", ""])
def test_other_messages_lead_nowhere(message):
    assert run("explain", message).returncode == 2


def test_recorded_messages_lead_back_to_their_rules(carried):
    """What real compilers said about the pages' own examples leads to these pages."""
    asked, missed = 0, []
    for line in VERDICTS.open():
        record = json.loads(line)
        if record.get("kind") != "bad" or not record.get("message"):
            continue
        name = record["page"].split("/")[-1].removesuffix(".md")
        output = run("explain", record["message"] + " ").stdout.decode()
        asked += 1
        if f"# {name}\n" not in output and f"  {name}: " not in output:
            missed.append((name, record["message"]))
    # Some messages have hardly a word that is not the example's own.
    assert asked > 50 and len(missed) <= asked // 10, missed
