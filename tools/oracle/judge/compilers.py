"""The TorchScript compilers that judge: one torch from each Debian release.

Debian 12's own torch runs as it is installed.  The others live in debootstrap folders.  What they need to see of this
system is mounted in a mount namespace of their own, which ends with the process: no mount is ever left behind in a
compiler's folder, so that deleting one deletes nothing else.
"""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

_SYSTEM_FOLDERS = frozenset("bin boot dev etc lib lib32 lib64 libx32 proc run sbin sys usr var".split())

# Arguments: the folder of the compiler, the working directory, the number of visible folders, these, the command.
_ENTER = """
set -eu
root=$1 cwd=$2 count=$3
shift 3
while [ "$count" -gt 0 ]; do
  mkdir -p "$root$1"
  mount --bind "$1" "$root$1"
  count=$((count - 1))
  shift
done
mount -t proc proc "$root/proc"
mount --bind /dev "$root/dev"
exec chroot "$root" /usr/bin/env -C "$cwd" "$@"
"""


class CompilerError(Exception):
    """A compiler that is asked for is unknown, not set up, or does not run."""


@dataclass(frozen=True)
class Compiler:
    """One torch: `version` is its name everywhere, `suite` the Debian release that it comes from."""

    version: str
    suite: str
    root: Path | None

    @property
    def is_set_up(self) -> bool:
        packages = (self.root or Path("/")) / "usr/lib/python3/dist-packages"
        return (packages / "torch").is_dir()

    def command(self, arguments: Sequence[str], visible: Iterable[Path] = ()) -> list[str]:
        """The command that runs this compiler's Python; the folders above `visible` are seen at the same paths."""
        if self.root is None:
            return ["/usr/bin/python3", *arguments]
        folders = _top_folders([Path.cwd(), *visible])
        enter = ["unshare", "--mount", "--propagation", "private", "/bin/sh", "-c", _ENTER, "enter"]
        return [*enter, str(self.root), str(Path.cwd()), str(len(folders)), *folders, "python3", *arguments]

    def check(self) -> None:
        if not self.is_set_up:
            raise CompilerError(f"torch {self.version} is not set up: run tools/oracle/oracle setup {self.version}")
        if self.root is not None and os.geteuid() != 0:
            raise CompilerError(f"torch {self.version} runs in a folder of its own, which needs root")

    def environment(self) -> dict[str, str]:
        kept = {name: os.environ[name] for name in ("LANG", "TERM", "TMPDIR") if name in os.environ}
        return {
            "PATH": "/usr/sbin:/usr/bin:/sbin:/bin",
            "PYTHONDONTWRITEBYTECODE": "1",
            "PYTHONIOENCODING": "utf-8",
            "OMP_NUM_THREADS": "1",
            "HOME": "/root",
            **kept,
        }

    def describe(self) -> str:
        """`torch 1.13.0 python 3.11.2`, as the compiler itself says."""
        self.check()
        code = "import torch, sys; print('torch', torch.__version__, 'python', sys.version.split()[0])"
        done = subprocess.run(self.command(["-c", code]), env=self.environment(), capture_output=True, text=True)
        if done.returncode != 0:
            raise CompilerError(f"torch {self.version} does not run: {done.stderr.strip()[-400:]}")
        return done.stdout.strip()


def _top_folders(paths: Iterable[Path]) -> list[str]:
    tops = {path.resolve().parts[1] for path in paths if len(path.resolve().parts) > 1}
    return sorted(f"/{top}" for top in tops - _SYSTEM_FOLDERS if Path(f"/{top}").is_dir())


def _root() -> Path:
    return Path(os.environ.get("ORACLE_ROOT", "/opt/oracle"))


def all_compilers() -> list[Compiler]:
    """Every compiler that can be set up, oldest first."""
    suites = {"1.7": "bullseye", "1.13": "bookworm", "2.6": "trixie", "2.14": "forky"}
    return [Compiler(v, s, None if s == "bookworm" else _root() / s) for v, s in suites.items()]


def compilers_named(versions: Sequence[str]) -> list[Compiler]:
    """The compilers of these versions, which have to be set up; without versions, all that are."""
    known = {compiler.version: compiler for compiler in all_compilers()}
    if not versions:
        return [compiler for compiler in known.values() if compiler.is_set_up]
    for version in versions:
        if version not in known:
            raise CompilerError(f"unknown torch {version}: one of {', '.join(known)}")
        known[version].check()
    return [known[version] for version in versions]
