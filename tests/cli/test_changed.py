"""--changed: what git says about a repository, in every state that one may be in."""
import os

import pytest

from program import GOOD, TRY, environment, found, git, report, run, write


def commit(folder, message):
    git(folder, "add", ".")
    git(folder, "commit", "-qm", message)


def changed(folder, *arguments, cwd=None):
    return [file for file, _, _ in found("--changed", *arguments, cwd=cwd or folder)]


@pytest.fixture
def repository(tmp_path):
    write(tmp_path, old_py=TRY, changed_py=GOOD, sub__other_py=TRY)
    git(tmp_path, "init", "-q")
    commit(tmp_path, "first")
    return tmp_path


def test_changed(repository):
    assert found("--changed", cwd=repository) == []
    write(repository, changed_py=TRY)
    (repository / "ünt racked.py").write_text(TRY)
    expected = {"changed.py", "ünt racked.py"}
    assert {file for file, _, _ in found("--changed", cwd=repository)} == expected
    assert report("--changed", cwd=repository)["summary"]["files"] == 4, "facts come from all"
    assert {file for file, _, _ in found("--changed", "..", cwd=repository / "sub")} == {"../" + name for name in expected}
    assert {file for file, _, _ in found("--changed", repository, cwd="/usr")} == {str(repository / name) for name in expected}
    assert run("check", "--changed", "sub", cwd=repository).returncode == 0


def test_changed_since(repository):
    git(repository, "checkout", "-qb", "topic")
    write(repository, changed_py=TRY)
    git(repository, "commit", "-qam", "second")
    git(repository, "checkout", "-q", "main")
    write(repository, old_py=TRY + "\n# changed on main\n")
    git(repository, "commit", "-qam", "third")
    git(repository, "checkout", "-q", "topic")
    assert found("--changed", cwd=repository) == []
    assert [file for file, _, _ in found("--changed", "--since", "main", cwd=repository)] == ["changed.py"]
    result = run("check", "--changed", "--since", "no-such-branch", cwd=repository)
    assert result.returncode == 2 and b"no-such-branch" in result.stderr


def test_changed_outside_a_repository(tmp_path):
    write(tmp_path, a_py=TRY)
    result = run("check", "--changed", cwd=tmp_path, env=environment(GIT_CEILING_DIRECTORIES=str(tmp_path.parent)))
    assert result.returncode == 2 and b"not a git repository" in result.stderr


def test_changed_runs_no_program_of_the_repository(repository):
    hook = repository / ".git/monitor"
    hook.write_text(f"#!/bin/sh\ntouch {repository}/ran\n")
    hook.chmod(0o755)
    git(repository, "config", "core.fsmonitor", str(hook))
    git(repository, "config", "diff.external", str(hook))
    write(repository, changed_py=TRY)
    assert len(found("--changed", cwd=repository)) == 1 and not (repository / "ran").exists()


@pytest.mark.parametrize("hash_name", ["sha1", "sha256"])
def test_everything_is_new_before_the_first_commit(tmp_path, hash_name):
    write(tmp_path, a_py=TRY, b_py=TRY)
    git(tmp_path, "init", "-q", f"--object-format={hash_name}")
    assert changed(tmp_path) == ["a.py", "b.py"]
    git(tmp_path, "add", "a.py")
    assert changed(tmp_path) == ["a.py", "b.py"]


def test_detached_and_renamed(repository):
    git(repository, "checkout", "-q", "--detach")
    git(repository, "mv", "old.py", "renamed.py")
    assert changed(repository) == ["renamed.py"]
    commit(repository, "second")
    assert changed(repository) == [] and changed(repository, "--since", "HEAD~1") == ["renamed.py"]
    git(repository, "rm", "-q", "renamed.py")
    assert changed(repository) == []


def test_a_worktree_beside(repository, tmp_path):
    git(repository, "worktree", "add", "-q", "beside", "HEAD")
    write(repository, beside__old_py=TRY + "x = 1\n")
    assert changed(repository / "beside") == ["old.py"]


def test_warnings_of_git_are_no_paths(repository):
    """git says that it will replace line ends before it says what changed."""
    git(repository, "config", "core.autocrlf", "true")
    write(repository, changed_py=TRY)
    assert changed(repository) == ["changed.py"]


def test_names_as_they_are(repository):
    names = [b"a b.py", b"caf\xe9.py", b"line\nend.py", "ü.py".encode()]
    for name in names:
        with open(os.path.join(os.fsencode(repository), name), "w") as file:
            file.write(TRY)
    shown = ["a b.py", "caf\\xe9.py", "line\nend.py", "ü.py"]
    assert changed(repository) == shown
    commit(repository, "second")
    assert changed(repository, "--since", "HEAD~1") == shown


def test_submodules(repository, tmp_path_factory):
    """A submodule has its own commits: its files count as those of the repository around."""
    library = tmp_path_factory.mktemp("library")
    write(library, s_py=TRY, t_py=TRY)
    git(library, "init", "-q")
    commit(library, "first")
    git(repository, "submodule", "-q", "add", str(library), "module")
    assert changed(repository) == ["module/s.py", "module/t.py"], "it is new"
    commit(repository, "second")
    assert changed(repository) == []
    write(repository, module__s_py=TRY + "x = 1\n")
    assert changed(repository) == ["module/s.py"] and changed(repository / "module") == ["s.py"]
    commit(repository / "module", "in the submodule")
    assert changed(repository) == ["module/s.py"], "it is at another commit than the repository says"
    commit(repository, "third")
    assert changed(repository) == [] and changed(repository, "--since", "HEAD~1") == ["module/s.py"]
    git(repository, "submodule", "-q", "deinit", "-f", "module")
    assert changed(repository, "--since", "HEAD~1") == []


def test_standard_input_is_in_no_commit(repository):
    result = run("check", "--changed", "-", cwd=repository, input=TRY.encode())
    assert result.returncode == 2 and b"standard input" in result.stderr
