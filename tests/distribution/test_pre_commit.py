"""The hooks under the real pre-commit, in a scratch repository."""
import subprocess

import pytest

from packages import environment_in, packaging_environment, quiet, sources_in
from program import GOOD, TRY, git, write

FIXABLE = "import torch\n\n\n@torch.jit.script\ndef f(x):\n    [a, b] = (x, x)\n    return a\n"


@pytest.fixture(scope="module")
def tools(tmp_path_factory):
    folder = tmp_path_factory.mktemp("pre-commit")
    bin_folder = environment_in(folder / "venv", "pre-commit")
    hooks = folder / "jitlint"
    hooks.mkdir()
    sources_in(hooks)
    git(hooks, "init", "-q")
    git(hooks, "add", ".")
    git(hooks, "commit", "-qm", "jitlint")
    environment = packaging_environment(PRE_COMMIT_HOME=str(folder / "home"), GIT_CONFIG_GLOBAL=str(folder / "gitconfig"),
                                        PATH=f"{bin_folder}:{packaging_environment()['PATH']}")
    (folder / "gitconfig").write_text("[user]\nname=t\nemail=t@localhost\n[protocol \"file\"]\nallow=always\n")
    return bin_folder, hooks, environment


@pytest.fixture
def repository(tools, tmp_path):
    bin_folder, hooks, environment = tools
    folder = tmp_path / "work"
    folder.mkdir()
    git(folder, "init", "-q")
    revision = git(hooks, "rev-parse", "HEAD")
    (folder / ".pre-commit-config.yaml").write_text(f"repos:\n  - repo: file://{hooks}\n    rev: {revision}\n    hooks:\n      - id: jitlint\n")
    git(folder, "add", ".")
    quiet([bin_folder / "pre-commit", "install"], cwd=folder, env=environment)
    return folder, environment


def commit(repository, *paths):
    folder, environment = repository
    subprocess.run(["git", "add", *paths], cwd=folder, env=environment, check=True)
    return subprocess.run(["git", "commit", "-m", "work"], cwd=folder, env=environment, capture_output=True, text=True, timeout=600)


def test_bad_commits_fail_and_good_ones_pass(repository):
    folder, _ = repository
    write(folder, good_py=GOOD, bad_py=TRY)
    bad = commit(repository, "good.py", "bad.py")
    assert bad.returncode != 0 and "try-statement" in bad.stdout + bad.stderr
    subprocess.run(["git", "reset", "-q", "bad.py"], cwd=folder, check=True)
    good = commit(repository, "good.py")
    assert good.returncode == 0 and "Passed" in good.stdout + good.stderr


def test_excluded_files_stay_excluded(repository):
    folder, _ = repository
    write(folder, jitlint_toml="extend-exclude = ['legacy']\n", legacy__old_py=TRY)
    assert commit(repository, "jitlint.toml", "legacy").returncode == 0


HELPER = "def helper(x):\n    return x.relu()\n"
BAD_HELPER = "def helper(x):\n    y = lambda: x\n    return x\n"
NET = "import torch\nfrom ops import helper\n\n\n@torch.jit.script\ndef f(x):\n    return helper(x)\n"


def test_other_files_are_seen_where_one_is_staged(repository):
    folder, _ = repository
    write(folder, ops_py=HELPER, net_py=NET)
    assert commit(repository, "ops.py", "net.py").returncode == 0
    # The file that scripts the helper is not staged.
    write(folder, ops_py=BAD_HELPER)
    bad = commit(repository, "ops.py")
    assert bad.returncode != 0 and "ops.py:2:9: error[lambda]" in bad.stdout + bad.stderr
    # The file that has the helper is not staged, and committed as it is.
    write(folder, net_py="import torch\n")
    assert commit(repository, "ops.py", "net.py").returncode == 0
    write(folder, net_py=NET)
    bad = commit(repository, "net.py")
    assert bad.returncode != 0 and "ops.py:2:9: error[lambda]" in bad.stdout + bad.stderr
    # What nobody asked about is not in the way.
    write(folder, other_py=GOOD)
    assert commit(repository, "net.py").returncode != 0
    subprocess.run(["git", "reset", "-q", "net.py"], cwd=folder, check=True)
    assert commit(repository, "other.py").returncode == 0


def test_the_fixing_hook(repository, tools):
    folder, environment = repository
    config = folder / ".pre-commit-config.yaml"
    config.write_text(config.read_text().replace("id: jitlint", "id: jitlint-fix"))
    write(folder, a_py=FIXABLE)
    first = commit(repository, ".pre-commit-config.yaml", "a.py")
    assert first.returncode != 0 and "files were modified" in first.stdout + first.stderr
    assert "[a, b]" not in (folder / "a.py").read_text()
    assert commit(repository, "a.py").returncode == 0
