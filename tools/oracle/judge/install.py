"""Installs the compilers from Debian's releases; needs root."""

from __future__ import annotations

import os
import re
import subprocess
from collections.abc import Sequence
from pathlib import Path

from judge.compilers import Compiler, CompilerError

_APT = ["apt-get", "install", "-yq", "--no-install-recommends"]
_PACKAGES = ["python3-torch", "python3-torchvision"]
_ALIASES = Path("/usr/share/debootstrap/scripts")


def _run(command: Sequence[str], log: Path | None = None) -> None:
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive", "LC_ALL": "C.UTF-8"}
    done = subprocess.run(command, env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
    if log is not None:
        with log.open("a", encoding="utf-8") as out:
            out.write(done.stdout)
    if done.returncode != 0:
        where = f"see {log}" if log is not None else done.stdout.strip()[-600:]
        raise CompilerError(f"`{' '.join(command)}` failed: {where}")


def _mirror() -> str:
    """The archive that this system installs from."""
    for path in ("/etc/apt/sources.list.d/debian.sources", "/etc/apt/sources.list"):
        if not Path(path).is_file():
            continue
        found = re.search(r"^(?:URIs:|deb)\s.*?(https?://\S+)", Path(path).read_text(encoding="utf-8"), re.MULTILINE)
        if found:
            return found.group(1)
    raise CompilerError("no Debian archive in this system's apt sources")


def _bootstrap(compiler: Compiler, root: Path) -> None:
    root.parent.mkdir(parents=True, exist_ok=True)
    log = root.with_suffix(".log")
    if not (root / "usr/bin/python3").exists():
        _run([*_APT, "debootstrap", "debian-archive-keyring"])
        script = _ALIASES / compiler.suite
        if not script.exists():
            script.symlink_to("sid")
        base = "--include=ca-certificates,python3"
        _run(["debootstrap", "--variant=minbase", base, compiler.suite, str(root), _mirror()], log)
    # In a mount namespace of its own, where package scripts find /proc and no mount outlives the installation.
    # A mirror may hold a testing release for longer than its index says that it is valid.
    steps = f'mount -t proc proc "{root}/proc" && chroot "{root}" /bin/sh -ec "apt-get -o Acquire::Check-Valid-Until=false update; {" ".join(_APT + _PACKAGES)}"'
    _run(["unshare", "--mount", "--propagation", "private", "/bin/sh", "-c", steps], log)


def set_up(compiler: Compiler) -> str:
    """Installs what is missing; what the compiler says of itself."""
    if not compiler.is_set_up:
        if os.geteuid() != 0:
            raise CompilerError("setting up a compiler installs Debian packages, which needs root")
        _run(["apt-get", "update", "-q"])
        if compiler.root is None:
            _run([*_APT, *_PACKAGES])
        else:
            _bootstrap(compiler, compiler.root)
    return compiler.describe()
