"""Lists of paths, output files, pipes, trees that cannot be written."""
import json
import os
import pathlib
import pty
import signal
import subprocess
import tempfile
import time

import pytest

from program import BINARY, GOOD, ROOT, TRY, environment, found, report, run, write


@pytest.mark.parametrize("end", ["\n", "\0", "\r\n"])
def test_files_from(tmp_path, end):
    write(tmp_path, a_py=TRY, b_py=TRY, c_py=TRY)
    listed = end.join(["a.py", "c.py", ""]).encode()
    assert [file for file, _, _ in found("--files-from", "-", cwd=tmp_path, input=listed)] == ["a.py", "c.py"]
    (tmp_path / "list").write_bytes(listed)
    assert [file for file, _, _ in found("--files-from", "list", "b.py", cwd=tmp_path)] == ["a.py", "b.py", "c.py"]
    assert run("check", "--files-from", "missing", cwd=tmp_path).returncode == 2


def test_an_empty_list_is_no_file(tmp_path):
    write(tmp_path, a_py=TRY)
    assert report("--files-from", "-", cwd=tmp_path, input=b"")["summary"]["files"] == 0
    (tmp_path / "empty").mkdir()
    result = run("check", "empty", cwd=tmp_path)
    assert result.returncode == 0 and result.stderr == b"jitlint: no Python files there\n"


def test_misspelled_options():
    result = run("check", "--output-fromat", "json")
    assert result.returncode == 2 and result.stderr == b"jitlint: there is no option `--output-fromat`; did you mean `--output-format`?\n"
    result = run("rules", "--torch-version=2.6")
    assert result.returncode == 2 and b"there is no option `--torch-version`" in result.stderr
    result = run("chekc")
    assert result.returncode == 2 and result.stderr == b"jitlint: there is no command `chekc`; did you mean `check`?\n"
    assert run("check", "--help").returncode == 0
    result = run("--config", "x.toml", "check")
    assert result.returncode == 2 and result.stderr == b"jitlint: `--config` stands behind the command: `jitlint check --config ...`\n"


@pytest.mark.parametrize("arguments, name", [(["rule", "lambda"], "explain"), (["linter"], "rules"), (["check", "--add-noqa"], "--add-ignore"),
                                             (["check", "--show-settings"], "jitlint config")])
def test_names_that_others_give(arguments, name):
    result = run(*arguments)
    assert result.returncode == 2 and f"here it is `{name}`" in result.stderr.decode()


def test_help_is_a_command_too():
    for arguments, same in [((), ("--help",)), (("check",), ("check", "--help"))]:
        result = run("help", *arguments)
        assert (result.returncode, result.stdout, result.stderr) == (0, run(*same).stdout, b"")
    assert b"did you mean `check`" in run("help", "chekc").stderr


def test_no_command_shows_the_help():
    result = run()
    assert result.returncode == 2 and result.stdout == b"" and result.stderr == run("--help").stdout
    assert run("version").stdout == run("--version").stdout


def test_quiet_shows_findings_alone(tmp_path):
    write(tmp_path, a_py=TRY)
    loud = run("check", "--output-format", "concise", cwd=tmp_path).stdout.splitlines()
    quiet = run("check", "-q", "--output-format", "concise", cwd=tmp_path)
    assert quiet.returncode == 1 and quiet.stdout.splitlines() == loud[:1] and len(loud) > 1
    assert b"checked" not in run("check", "--quiet", cwd=tmp_path).stdout
    write(tmp_path, a_py=GOOD)
    assert run("check", "-q", cwd=tmp_path).stdout == b""


def test_progress_on_a_terminal_alone(tmp_path):
    for i in range(4000):
        (tmp_path / f"{i}.py").write_text(TRY)
    controller, terminal = pty.openpty()
    process = subprocess.Popen([BINARY, "check", "-j", "1", "--output-format", "concise", "."], cwd=tmp_path, stdout=subprocess.DEVNULL, stderr=terminal,
                               env=environment())
    os.close(terminal)
    said = b""
    while True:
        try:
            chunk = os.read(controller, 4096)
        except OSError:
            break
        if not chunk:
            break
        said += chunk
    seconds = time.monotonic()
    assert process.wait(timeout=60) == 1
    os.close(controller)
    if b" of 4000 files" not in said:
        assert said == b"" and time.monotonic() - seconds < 1, "it took less than a second"
    else:
        assert said.endswith(b"\r\x1b[K")
    piped = subprocess.run([BINARY, "check", "-j", "1", "--output-format", "concise", "."], cwd=tmp_path, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE,
                           env=environment(), timeout=120)
    assert piped.stderr == b""


def test_ten_thousand_paths(tmp_path):
    (tmp_path / "d").mkdir()
    names = [f"d/{i:05}.py" for i in range(10000)]
    for name in names:
        (tmp_path / name).write_text("x = 1\n")
    (tmp_path / names[7]).write_text(TRY)
    assert report(*names, cwd=tmp_path)["summary"]["files"] == 10000
    assert found("--files-from", "-", cwd=tmp_path, input=b"\0".join(map(str.encode, names))) == [("d/00007.py", 6, "try-statement")]


def test_output_files(tmp_path):
    write(tmp_path, a_py=TRY)
    result = run("check", "--output", "json:reports/deep/a.json", "--output", "junit:b.xml", "--output", "concise:c:d.txt", cwd=tmp_path)
    assert result.returncode == 1 and b"try-statement" in result.stdout
    assert json.loads((tmp_path / "reports/deep/a.json").read_text())["diagnostics"]
    assert (tmp_path / "b.xml").read_text().startswith("<?xml") and "try-statement" in (tmp_path / "c:d.txt").read_text()
    assert "\x1b" not in (tmp_path / "c:d.txt").read_text()
    assert sorted(p.name for p in tmp_path.iterdir()) == ["a.py", "b.xml", "c:d.txt", "reports"], "nothing is left beside"
    assert json.loads(run("check", "--output-format", "github", "--output", "json:/dev/stderr", cwd=tmp_path).stderr)


@pytest.mark.parametrize("output", ["yaml:x", "sarf:x", "json", "json:"])
def test_bad_output(tmp_path, output):
    write(tmp_path, a_py=TRY)
    result = run("check", "--output", output, cwd=tmp_path)
    assert result.returncode == 2 and result.stdout == b"" and b"--output" in result.stderr
    assert b"did you mean `sarif`" in result.stderr or output != "sarf:x"


def test_output_that_cannot_be_written(tmp_path):
    write(tmp_path, a_py=TRY)
    result = run("check", "--output", "json:a.py/x.json", cwd=tmp_path)
    assert result.returncode == 2 and b"a.py/x.json" in result.stderr and b"try-statement" in result.stdout


def test_statistics(tmp_path):
    write(tmp_path, a_py=TRY, b_py=TRY, c_py=TRY.replace("try:", "[a, b] = (x, x)\n    try:"))
    write(tmp_path, net_py="import torch\n\n\nclass Net(torch.nn.Module):\n    def forward(self, x):\n        return x\n")
    lines = run("check", "--statistics", cwd=tmp_path).stdout.decode().splitlines()
    assert lines[0].split() == ["3", "try-statement", "error"]
    assert lines[1].split()[:3] == ["1", "list-target-assignment", "error"]
    assert [line.split() for line in lines[2:8]] == [
        [], ["not", "scriptable", "a.py:4", "f", "try-statement"], ["not", "scriptable", "b.py:4", "f", "try-statement"],
        ["not", "scriptable", "c.py:4", "f", "list-target-assignment,", "try-statement"], ["scriptable", "net.py:4", "Net"], []]
    assert lines[8].startswith("4 files checked: 4 errors") and lines[9] == "1 of 1 module and 0 of 3 functions scriptable"
    assert not [line for line in lines if line.endswith(" ")]
    shown = json.loads(run("check", "--statistics", "--output-format", "json", cwd=tmp_path).stdout)
    schema = json.loads((ROOT / "docs/statistics.schema.json").read_text())
    pytest.importorskip("jsonschema").validate(shown, schema)
    assert shown["rules"][0] == {"rule": "try-statement", "severity": "error", "count": 3, "fixable": 0} and shown["rules"][1]["fixable"] == 1
    assert shown["roots"][2] == {"symbol": "f", "kind": "function", "file": "c.py", "line": 4, "scriptable": False,
                                 "rules": ["list-target-assignment", "try-statement"]}
    assert shown["roots"][3] == {"symbol": "Net", "kind": "module", "file": "net.py", "line": 4, "scriptable": True, "rules": []}
    assert (shown["summary"]["roots"], shown["summary"]["scriptable"]) == (4, 1)
    assert run("check", "--statistics", "--output-format", "sarif", cwd=tmp_path).returncode == 2


def test_results_and_messages_go_apart(tmp_path):
    write(tmp_path, a_py=TRY)
    result = run("check", "--output-format", "json", "a.py", "missing.py", cwd=tmp_path)
    assert result.returncode == 2 and json.loads(result.stdout)["diagnostics"] and result.stderr == b"jitlint: missing.py: no such file or directory\n"


def test_closed_pipe(tmp_path):
    for i in range(300):
        (tmp_path / f"{i}.py").write_text(TRY)
    shell = subprocess.run(f"'{BINARY}' check . | head -1; echo ${{PIPESTATUS[0]}}", shell=True, executable="/bin/bash", capture_output=True, cwd=tmp_path,
                           env=environment(), timeout=60)
    assert shell.stderr == b"" and len(shell.stdout.splitlines()) == 2


@pytest.mark.parametrize("command", [("check",), ("check", "--fix", "-q"), ("check", "--show-files"), ("rules",), ("config",), ("manual",)])
def test_results_that_cannot_be_written(tmp_path, command):
    write(tmp_path, a_py=TRY)
    with open("/dev/full", "w") as full:
        done = subprocess.run([BINARY, *command], stdout=full, stderr=subprocess.PIPE, cwd=tmp_path, env=environment(), timeout=60)
    assert (done.returncode, done.stderr) == (2, b"jitlint: standard output cannot be written\n")


def test_no_file_takes_the_place_of_closed_output(tmp_path):
    write(tmp_path, a_py=TRY)
    shell = subprocess.run(f"'{BINARY}' check --output json:report.json --output-format concise >&- 2>&-", shell=True, cwd=tmp_path, env=environment(), timeout=60)
    assert shell.returncode == 1 and json.loads((tmp_path / "report.json").read_text())["diagnostics"]


def test_tree_that_cannot_be_written():
    with tempfile.TemporaryDirectory() as name:
        tree = pathlib.Path(name)
        write(tree, a_py=TRY, b_py="import torch\n\n\n@torch.jit.script\ndef f(x):\n    [a, b] = (x, x)\n    return a\n")
        for path in tree.iterdir():
            path.chmod(0o444)
        tree.chmod(0o555)
        # Root may write everywhere.
        nobody = ["setpriv", "--reuid=65534", "--clear-groups"] if os.geteuid() == 0 else []
        if nobody and subprocess.run([*nobody, BINARY, "--version"], capture_output=True).returncode != 0:
            pytest.skip("nobody may not run the program")
        check = subprocess.run([*nobody, BINARY, "check", "--output-format", "concise", "."], cwd=tree, capture_output=True, env=environment(), timeout=60)
        assert check.returncode == 1 and check.stderr == b"" and b"try-statement" in check.stdout
        fix = subprocess.run([*nobody, BINARY, "check", "--fix", "--output-format", "concise", "."], cwd=tree, capture_output=True, env=environment(),
                             timeout=60)
        assert fix.returncode == 2 and fix.stderr == b"jitlint: b.py: permission denied\n" and fix.stdout.count(b"error[") == 2
        tree.chmod(0o755)


def test_interrupt_leaves_nothing_half_written(tmp_path):
    source = "import torch\n\n\n@torch.jit.script\ndef f(x):\n    [a, b] = (x, x)\n    return a\n"
    fixed = source.replace("[a, b]", "(a, b)")
    codes = []
    # Early, in the middle of the work, late: as the machine has it.
    for delay in (0.01, 0.05, 0.2, 0.5, 1, 2):
        for i in range(300):
            (tmp_path / f"{i}.py").write_text(source)
        process = subprocess.Popen([BINARY, "check", "--fix", "."], cwd=tmp_path, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env=environment())
        time.sleep(delay)
        process.send_signal(signal.SIGINT)
        codes.append(process.wait(timeout=60))
        contents = {path.read_text() for path in tmp_path.iterdir()}
        assert contents <= {source, fixed} and all(path.suffix == ".py" for path in tmp_path.iterdir())
    assert set(codes) <= {0, 130, -signal.SIGINT} and 130 in codes


@pytest.mark.parametrize("option", ["--write-baseline=out/b.json", "--output=sarif:out/b.json"])
def test_interrupt_leaves_the_old_output(tmp_path, option):
    for i in range(300):
        (tmp_path / f"{i}.py").write_text(TRY)
    (tmp_path / "out").mkdir()
    seen = set()
    for delay in (0.01, 0.05, 0.2, 0.5, 1):
        (tmp_path / "out/b.json").write_text("old")
        process = subprocess.Popen([BINARY, "check", option, "."], cwd=tmp_path, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env=environment())
        time.sleep(delay)
        process.send_signal(signal.SIGINT)
        code = process.wait(timeout=60)
        seen.add(code)
        text = (tmp_path / "out/b.json").read_text()
        assert text == "old" or json.loads(text)
        assert code in (130, -signal.SIGINT) or text != "old"
        assert [path.name for path in (tmp_path / "out").iterdir()] == ["b.json"]
    assert 130 in seen


def test_works_where_the_working_directory_is_gone(tmp_path):
    write(tmp_path, a_py=TRY)
    folder = tmp_path / "gone"
    folder.mkdir()
    result = subprocess.run(f"rmdir '{folder}'; '{BINARY}' check --output-format concise '{tmp_path}/a.py'", shell=True, cwd=folder, capture_output=True,
                            env=environment(), timeout=30)
    assert b"try-statement" in result.stdout
    # Nothing of it stands for the root of all folders.
    for arguments, code, said in [("", 0, b"no Python files there\n"), ("a.py", 2, b"a.py: no such file or directory\n")]:
        folder.mkdir()
        gone = subprocess.run(f"rmdir '{folder}'; '{BINARY}' check -j1 {arguments}", shell=True, cwd=folder, capture_output=True, env=environment(), timeout=30)
        assert (gone.returncode, gone.stderr) == (code, b"jitlint: " + said)
