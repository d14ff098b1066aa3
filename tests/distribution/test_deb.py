"""The Debian package of the build folder, unpacked and run."""
import gzip
import os
import pathlib
import shutil
import subprocess

import pytest

from packages import quiet
from program import BINARY, ROOT, TRY, write

BUILD = pathlib.Path(BINARY).parent


@pytest.fixture(scope="module")
def package(tmp_path_factory):
    for tool in ("dpkg-deb", "dpkg-shlibdeps", "cpack"):
        if not shutil.which(tool):
            pytest.skip(f"no {tool}")
    folder = tmp_path_factory.mktemp("deb")
    quiet(["cpack", "-G", "DEB", "--config", BUILD / "CPackConfig.cmake", "-B", folder])
    (made,) = folder.glob("*.deb")
    quiet(["dpkg-deb", "-x", made, folder / "root"])
    return made, folder / "root"


def test_what_it_says_of_itself(package):
    made, _ = package
    fields = dict(line.split(": ", 1) for line in quiet(["dpkg-deb", "-f", made]).splitlines() if ": " in line)
    assert fields["Package"] == "jitlint" and fields["Version"].startswith(subprocess.run([BINARY, "--version"], capture_output=True, text=True).stdout.split()[1])
    assert "libc6" in fields["Depends"] and "python" not in fields["Depends"]


def test_what_is_in_it(package):
    _, root = package
    files = {str(path.relative_to(root)) for path in root.rglob("*") if path.is_file()}
    assert files == {"usr/bin/jitlint", "usr/share/man/man1/jitlint.1", "usr/share/bash-completion/completions/jitlint",
                     "usr/share/zsh/vendor-completions/_jitlint", "usr/share/fish/vendor_completions.d/jitlint.fish",
                     *(f"usr/share/jitlint/{path.name}" for path in (ROOT / "docs").glob("*.schema.json"))}
    assert os.access(root / "usr/bin/jitlint", os.X_OK)
    page = (root / "usr/share/man/man1/jitlint.1").read_bytes()
    assert (gzip.decompress(page) if page[:2] == b"\x1f\x8b" else page).startswith(b".TH JITLINT 1")


def test_dpkg_installs_and_removes_it(package, tmp_path):
    made, _ = package
    if os.geteuid() != 0:
        pytest.skip("dpkg installs as root alone")
    root = tmp_path / "root"
    for folder in ("var/lib/dpkg/updates", "var/lib/dpkg/info", "var/lib/dpkg/triggers"):
        (root / folder).mkdir(parents=True)
    (root / "var/lib/dpkg/status").write_text("")
    # Into a folder of its own, in which the libraries that it depends on are not installed.
    dpkg = ["dpkg", f"--root={root}", "--force-depends", "--force-script-chrootless", "--log=/dev/null"]
    quiet([*dpkg, "-i", made])
    write(tmp_path, a_py=TRY)
    done = subprocess.run([root / "usr/bin/jitlint", "check", "."], cwd=tmp_path, capture_output=True, timeout=60)
    assert done.returncode == 1 and b"try-statement" in done.stdout
    assert "install ok installed" in (root / "var/lib/dpkg/status").read_text()
    quiet([*dpkg, "-r", "jitlint"])
    assert not (root / "usr/bin/jitlint").exists()


def test_it_runs(package, tmp_path):
    _, root = package
    write(tmp_path, a_py=TRY)
    done = subprocess.run([root / "usr/bin/jitlint", "check", "."], cwd=tmp_path, capture_output=True, timeout=60)
    assert done.returncode == 1 and b"try-statement" in done.stdout


