"""Completion scripts and the manual, made from the table of options."""
import re
import shutil
import subprocess

import pytest

from program import run


def options(command):
    return set(re.findall(r"(?<![\w-])--[a-z-]+", run(command, "--help").stdout.decode().split("exit codes")[0].split("Options:")[1]))


def complete(tmp_path, *words):
    """What bash offers behind these words."""
    (tmp_path / "jitlint.bash").write_bytes(run("completions", "bash").stdout)
    script = f"""source {tmp_path}/jitlint.bash
COMP_WORDS=({' '.join(repr(word) for word in words)})
COMP_CWORD={len(words) - 1}
_jitlint
printf '%s\\n' "${{COMPREPLY[@]}}"
"""
    result = subprocess.run(["bash", "-c", script], capture_output=True, text=True, cwd=tmp_path, timeout=30)
    assert result.stderr == ""
    return result.stdout.split()


def test_bash_completes(tmp_path):
    assert {"check", "config", "rules", "explain", "--version"} <= set(complete(tmp_path, "jitlint", ""))
    assert complete(tmp_path, "jitlint", "check", "--output-fo") == ["--output-format"]
    assert set(complete(tmp_path, "jitlint", "check", "--output-format", "")) >= {"text", "sarif", "junit"}
    assert "try-statement" in complete(tmp_path, "jitlint", "explain", "try")
    assert complete(tmp_path, "jitlint", "check", "--select", "lamb") == ["lambda", "lambda-function"]
    (tmp_path / "model.py").write_text("")
    assert complete(tmp_path, "jitlint", "check", "mod") == ["model.py"]


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_every_option_is_offered(shell):
    script = run("completions", shell).stdout.decode()
    for command in ("check", "config", "rules"):
        for option in options(command):
            assert (option if shell != "fish" else f"-l {option[2:]}") in script, (command, option)
    if shutil.which(shell):
        checked = subprocess.run([shell, "-n"], input=script, capture_output=True, text=True, timeout=30)
        assert checked.returncode == 0 and checked.stderr == ""


def test_manual_names_every_option():
    page = run("manual").stdout.decode()
    assert page.startswith(".TH JITLINT 1 ")
    plain = page.replace("\\-", "-")
    for command in ("check", "config", "rules"):
        assert all(option in plain for option in options(command))
    assert ".B jitlint check\n[\\fIoptions\\fR] [\\fIpaths\\fR ...]\n" in page and ".B jitlint explain\n[\\fIoptions\\fR] \\fIrule\\fR ...\n" in page
    assert ".TP\n\\fIpaths\\fR\nfiles and folders" in page
    if shutil.which("man"):
        rendered = subprocess.run(["man", "--warnings", "-l", "-"], input=page, capture_output=True, text=True, timeout=30)
        assert rendered.returncode == 0 and "jitlint check" in rendered.stdout and rendered.stderr == ""


def test_unknown_shell():
    assert run("completions", "tcsh").returncode == 2
