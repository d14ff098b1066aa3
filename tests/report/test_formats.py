"""Each output format, held against its schema or its rules."""
import hashlib
import json
import re
import subprocess
import xml.etree.ElementTree

import pytest

from program import GOOD, ROOT, TRY, run, write

# A package of npm that carries SARIF's published schema.
SCHEMA_PACKAGE = "@microsoft/jest-sarif@1.0.0-beta.0"
SCHEMA_SHA256 = "2d99159ae54a3eea97f81781cff48780548657c35949f4b7f25e99a2ba4de4f8"
HELPER = """import torch


def helper(x):
    return (lambda: x)()


class Net(torch.nn.Module):
    def forward(self, x):
        [a, b] = (x, x)
        return helper(a)
"""


@pytest.fixture
def tree(tmp_path):
    write(tmp_path, a_py=TRY, net_py=HELPER)
    (tmp_path / "mit Leer%, zeichen:é.py").write_text(TRY)
    return tmp_path


def shown(tree, form, *arguments, cwd=None):
    result = run("check", "--output-format", form, *arguments, cwd=cwd or tree)
    assert result.returncode == 1 and result.stderr == b""
    return result.stdout.decode()


@pytest.fixture(scope="session")
def sarif_schema(tmp_path_factory):
    cached = ROOT / "build/sarif-2.1.0.json"
    if not cached.exists():
        folder = tmp_path_factory.mktemp("npm")
        packed = subprocess.run(["npm", "pack", "--silent", SCHEMA_PACKAGE], cwd=folder, capture_output=True, text=True, timeout=120)
        if packed.returncode != 0:
            pytest.skip("npm cannot be reached")
        subprocess.run(["tar", "xzf", packed.stdout.strip(), "package/lib/schemas/sarif-2.1.0-rtm.5.json"], cwd=folder, check=True)
        text = (folder / "package/lib/schemas/sarif-2.1.0-rtm.5.json").read_bytes()
        assert hashlib.sha256(text).hexdigest() == SCHEMA_SHA256
        cached.parent.mkdir(exist_ok=True)
        cached.write_bytes(text)
    return json.loads(cached.read_text())


def test_sarif_follows_its_schema(tree, sarif_schema):
    jsonschema = pytest.importorskip("jsonschema")
    for log in (shown(tree, "sarif"), run("check", "--isolated", "--output-format", "sarif", "examples", cwd=ROOT).stdout):
        jsonschema.validators.validator_for(sarif_schema)(sarif_schema).validate(json.loads(log))


def test_sarif_has_what_code_scanning_asks_for(tree):
    log = json.loads(shown(tree, "sarif"))
    (sarif,) = log["runs"]
    assert log["version"] == "2.1.0" and sarif["columnKind"] == "unicodeCodePoints" and sarif["invocations"] == [{"executionSuccessful": True}]
    rules = {rule["id"]: rule for rule in sarif["tool"]["driver"]["rules"]}
    assert set(rules) == {"try-statement", "lambda", "list-target-assignment"}
    rule = rules["try-statement"]
    assert rule["name"] == "TryStatement" and rule["defaultConfiguration"]["level"] == "error"
    assert rule["properties"]["precision"] and rule["properties"]["problem.severity"] == "error" and "torchscript" in rule["properties"]["tags"]
    assert rule["help"]["markdown"].startswith("## ") and "---" not in rule["help"]["markdown"][:5]
    by_rule = {result["ruleId"]: result for result in sarif["results"]}
    for result in sarif["results"]:
        assert sarif["tool"]["driver"]["rules"][result["ruleIndex"]]["id"] == result["ruleId"]
        assert result["message"]["text"] and result["partialFingerprints"]["primaryLocationLineHash"]
    uris = {result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] for result in sarif["results"]}
    assert uris == {"a.py", "net.py", "mit%20Leer%25,%20zeichen%3A%C3%A9.py"}
    # The way from the root to the helper.
    steps = [step["location"]["message"]["text"] for step in by_rule["lambda"]["codeFlows"][0]["threadFlows"][0]["locations"]]
    assert "forward" in steps[0] and steps[-1] == "`lambda` is not supported in TorchScript"
    fix = by_rule["list-target-assignment"]["fixes"][0]["artifactChanges"][0]
    region = fix["replacements"][0]["deletedRegion"]
    line = HELPER.splitlines()[region["startLine"] - 1]
    assert line[region["startColumn"] - 1:region["endColumn"] - 1] in "[a, b]"
    region = by_rule["try-statement"]["locations"][0]["physicalLocation"]["region"]
    assert TRY.encode()[region["byteOffset"]:region["byteOffset"] + region["byteLength"]].startswith(b"try")


def fingerprints(tree):
    return {(r["ruleId"], r["locations"][0]["physicalLocation"]["artifactLocation"]["uri"]): r["partialFingerprints"]["jitlint/v1"]
            for r in json.loads(shown(tree, "sarif"))["runs"][0]["results"]}


def test_fingerprints_stand_still_when_lines_move(tree):
    before = fingerprints(tree)
    (tree / "a.py").write_text("# a comment\n\n" + TRY)
    (tree / "net.py").write_text(HELPER.replace("class Net", "def other(x):\n    return x\n\n\nclass Net"))
    assert fingerprints(tree) == before
    assert len(set(before.values())) == len(before)
    # Two that look the same are told apart.
    (tree / "a.py").write_text(TRY + "    try:\n        pass\n    finally:\n        pass\n")
    both = [r["partialFingerprints"]["jitlint/v1"] for r in json.loads(shown(tree, "sarif", "a.py"))["runs"][0]["results"]]
    assert len(both) == 2 and len(set(both)) == 2 and before["try-statement", "a.py"] in both


def test_paths_are_those_of_the_repository(tree):
    (tree / ".git").mkdir()
    (tree / "sub").mkdir()
    result = json.loads(shown(tree, "sarif", "../a.py", cwd=tree / "sub"))["runs"][0]["results"][0]
    assert result["locations"][0]["physicalLocation"]["artifactLocation"] == {"uri": "a.py", "uriBaseId": "%SRCROOT%"}
    assert "file=a.py," in shown(tree, "github", "../a.py", cwd=tree / "sub")
    assert json.loads(shown(tree, "gitlab", "../a.py", cwd=tree / "sub"))[0]["location"]["path"] == "a.py"


def test_the_same_from_every_folder(tree):
    (tree / ".git").mkdir()
    write(tree, sub__user_py="import torch\nfrom net import helper\n\n\n@torch.jit.script\ndef f(x):\n    return helper(x)\n")
    for form in ("sarif", "gitlab", "github", "junit"):
        here = shown(tree, form, "sub/user.py", "a.py")
        assert here == shown(tree, form, "user.py", "../a.py", cwd=tree / "sub") == shown(tree, form, tree / "sub/user.py", tree / "a.py", cwd=tree / "sub")
        assert "sub/user.py" in here and "../" not in here, form
    # Also of files that are read for what they have alone.
    assert '"uri": "net.py"' in shown(tree, "sarif", "user.py", cwd=tree / "sub")


def test_sarif_tells_what_could_not_be_read(tree, sarif_schema):
    result = run("check", "--output-format", "sarif", "a.py", "miss ing.py", cwd=tree)
    log = json.loads(result.stdout)
    pytest.importorskip("jsonschema").validators.validator_for(sarif_schema)(sarif_schema).validate(log)
    (invocation,) = log["runs"][0]["invocations"]
    (note,) = invocation["toolExecutionNotifications"]
    assert result.returncode == 2 and invocation["executionSuccessful"] is False
    assert note["level"] == "error" and note["message"]["text"] == "no such file or directory"
    assert note["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] == "miss%20ing.py"


def test_code_scanning_finds_its_own_hash(tmp_path):
    """What codeql-action would compute, so that it has nothing to say; see tests/report/line_hash_test.cpp."""
    write(tmp_path, a_py="# \U0001f600\n\n" + TRY)
    hashed = lambda: [r["partialFingerprints"]["primaryLocationLineHash"] for r in json.loads(shown(tmp_path, "sarif"))["runs"][0]["results"]]
    (before,) = hashed()
    assert re.fullmatch(r"[0-9a-f]{1,16}:1", before)
    write(tmp_path, a_py="x = 1\n" + TRY)
    assert hashed() == [before]
    write(tmp_path, a_py=TRY.replace("ValueError", "KeyError"))
    assert hashed() != [before]


def unescaped(text):
    return text.replace("%0A", "\n").replace("%0D", "\r").replace("%3A", ":").replace("%2C", ",").replace("%25", "%")


def test_github_workflow_commands(tree):
    lines = shown(tree, "github").splitlines()
    assert len(lines) == 4
    for line in lines:
        command, properties, message = re.fullmatch(r"::(error|warning|notice) ([^:]*)::(.*)", line).groups()
        fields = dict(field.split("=", 1) for field in properties.split(","))
        assert command == "error" and {"title", "file", "line", "endLine"} <= set(fields) and "%0A" in message
        assert (tree / unescaped(fields["file"])).is_file()
        assert unescaped(fields["title"]).startswith("jitlint (")
    assert any("mit Leer%25%2C zeichen%3Aé.py" in line for line in lines)


def test_gitlab_code_quality(tree):
    issues = json.loads(shown(tree, "gitlab"))
    assert len(issues) == 4 and len({issue["fingerprint"] for issue in issues}) == 4
    for issue in issues:
        assert set(issue) == {"description", "check_name", "fingerprint", "severity", "location"}
        assert issue["severity"] == "major" and not issue["location"]["path"].startswith(("/", "./"))
        assert (tree / issue["location"]["path"]).is_file() and issue["location"]["lines"]["begin"] >= 1
    write(tree, a_py=GOOD)
    assert json.loads(run("check", "--output-format", "gitlab", "a.py", cwd=tree).stdout) == []


def test_junit(tree):
    (tree / "b.py").write_text(TRY.replace("return x", 'return x  # <&>"\x01]]>', 1))
    suites = xml.etree.ElementTree.fromstring(shown(tree, "junit"))
    assert suites.tag == "testsuites" and suites.get("tests") == "5" and suites.get("failures") == "5"
    for suite in suites:
        assert suite.tag == "testsuite" and int(suite.get("tests")) == len(suite) and suite.get("failures") == suite.get("tests")
        for case in suite:
            assert case.tag == "testcase" and case.get("name") and case.get("classname") == suite.get("name")
            assert case[0].tag == "failure" and case[0].get("message") and case[0].text
    # Warnings are no failures; nothing found is a passed test.
    settings = ("--config", "severity = {try-statement = 'warning'}", "a.py")
    suites = xml.etree.ElementTree.fromstring(run("check", "--output-format", "junit", *settings, cwd=tree).stdout)
    assert suites.get("failures") == "0" and suites[0][0][0].tag == "system-out"
    write(tree, a_py=GOOD)
    suites = xml.etree.ElementTree.fromstring(run("check", "--output-format", "junit", "a.py", cwd=tree).stdout)
    assert suites.get("tests") == "1" and len(suites[0][0]) == 0


def test_json_lines_are_the_diagnostics_of_json(tree):
    whole = json.loads(shown(tree, "json"))["diagnostics"]
    assert [json.loads(line) for line in shown(tree, "jsonl").splitlines()] == whole and len(whole) == 4


@pytest.mark.parametrize("form", ["text", "concise", "json", "jsonl", "sarif", "github", "gitlab", "junit"])
def test_the_same_for_any_number_of_threads(form):
    runs = {run("check", "--isolated", "--output-format", form, "-j", threads, "examples", cwd=ROOT).stdout for threads in (1, 3)}
    assert len(runs) == 1 and runs.pop()


def test_the_summary_says_where_the_target_is_from(tree):
    write(tree, requirements_txt="torch>=1.13\n")
    assert "\ntarget: torch >=1.13 (requirements in requirements.txt)\n" in shown(tree, "text")
