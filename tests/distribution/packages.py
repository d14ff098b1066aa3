"""What the packaging tests share: a copy of the repository with the built program in it, environments, the network."""
import os
import shutil
import subprocess
import venv

import pytest

from program import BINARY, ROOT

# What of the repository packages are made of.
SOURCES = ["CMakeLists.txt", "README.md", "pyproject.toml", "python", "docs", ".pre-commit-hooks.yaml"]


def quiet(command, **options):
    """Runs a command that has to work; what it said is shown where it does not."""
    done = subprocess.run([str(word) for word in command], capture_output=True, text=True, timeout=600, **options)
    assert done.returncode == 0, done.stdout[-3000:] + done.stderr[-3000:]
    return done.stdout


def environment_in(folder, *requirements):
    """A virtual environment with packages from PyPI; skips the test where PyPI cannot be reached."""
    venv.create(folder, with_pip=True)
    done = subprocess.run([folder / "bin/python", "-m", "pip", "install", "-q", "--disable-pip-version-check", *requirements], capture_output=True,
                          text=True, timeout=600) if requirements else None
    if done is not None and done.returncode != 0:
        if any(word in done.stderr for word in ("Could not find a version", "Connection", "Temporary failure", "timed out")):
            pytest.skip("PyPI cannot be reached")
        raise AssertionError(done.stderr)
    return folder / "bin"


def sources_in(folder):
    """A copy of what packages are made of."""
    for name in SOURCES:
        source = ROOT / name
        if source.is_dir():
            shutil.copytree(source, folder / name, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            shutil.copy(source, folder / name)
    return folder


def packaging_environment(**changes):
    """Builds take the program that is there already."""
    kept = {key: value for key, value in os.environ.items() if key not in ("VIRTUAL_ENV", "CONDA_PREFIX", "PYTHONPATH")}
    return {**kept, "SKBUILD_CMAKE_DEFINE": f"JITLINT_PREBUILT={BINARY}", **changes}


