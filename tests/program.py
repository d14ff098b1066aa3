"""The built binary, for tests that run it as a user does."""
import json
import os
import pathlib
import subprocess

ROOT = pathlib.Path(os.environ.get("JITLINT_SOURCE_DIR", pathlib.Path(__file__).resolve().parents[1]))
BINARY = os.environ.get("JITLINT") or str(ROOT / "build/dev/jitlint")

GOOD = "import torch\n\n\n@torch.jit.script\ndef f(x):\n    return x.relu()\n"
TRY = "import torch\n\n\n@torch.jit.script\ndef f(x):\n    try:\n        return x\n    except ValueError:\n        return x\n"
# A warning where the target is unknown, an error for torch 1.1, nothing for torch 2.
CONTINUE = ("import torch\n\n\n@torch.jit.script\ndef f(x):\n    for i in range(3):\n        if i == 1:\n            continue\n"
            "        x = x + i\n    return x\n")


def environment(**changes):
    """The process's environment without what tells a target."""
    made = {key: value for key, value in os.environ.items() if key not in ("VIRTUAL_ENV", "CONDA_PREFIX", "NO_COLOR")}
    made.update(changes)
    return made


def run(*arguments, input=None, cwd=None, env=None):
    return subprocess.run([BINARY, *(a if isinstance(a, bytes) else str(a) for a in arguments)], capture_output=True, input=input, cwd=cwd,
                          env=env if env is not None else environment(), timeout=120)


def report(*arguments, **options):
    result = run("check", "--output-format", "json", *arguments, **options)
    assert result.returncode in (0, 1), result.stderr
    return json.loads(result.stdout)


def found(*arguments, **options):
    """(file, line, rule) of every diagnostic."""
    return [(d["file"], d["range"]["start"]["line"], d["rule"]) for d in report(*arguments, **options)["diagnostics"]]


def write(folder, paths=None, **files):
    """Files by their paths, and by names with `__` for `/` and `_py` for `.py`."""
    named = {name.replace("__", "/").replace("_py", ".py").replace("_toml", ".toml").replace("_txt", ".txt"): text for name, text in files.items()}
    for name, text in {**(paths or {}), **named}.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)


def git(folder, *arguments):
    """What git says. Nothing of the user's own settings holds."""
    settings = ["-c", "user.name=t", "-c", "user.email=t@localhost", "-c", "init.defaultBranch=main", "-c", "protocol.file.allow=always"]
    done = subprocess.run(["git", *settings, *arguments], cwd=folder, check=True, capture_output=True, env=environment(GIT_CONFIG_GLOBAL="/dev/null"))
    return done.stdout.decode().strip()


def check_beside(folder, content=None, timeout=120, name="hostile.py"):
    """(line, rule) of what is found in hostile bytes, beside a file whose finding must not get lost."""
    if content is not None:
        (folder / name).write_bytes(content)
    (folder / "beside.py").write_text(TRY)
    result = subprocess.run([BINARY, "check", "--isolated", "--output-format", "json", "."], capture_output=True, cwd=folder, env=environment(), timeout=timeout)
    assert result.returncode == 1 and result.stderr == b"", (result.returncode, result.stderr[-500:])
    everything = [(d["file"], d["range"]["start"]["line"], d["rule"]) for d in json.loads(result.stdout)["diagnostics"]]
    assert ("beside.py", 6, "try-statement") in everything
    return [(line, rule) for file, line, rule in everything if file != "beside.py"]
