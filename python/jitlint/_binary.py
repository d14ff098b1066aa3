"""Where the program is."""

import os
import shutil
import sys
import sysconfig
from typing import List


def find_binary() -> str:
    """The path of the jitlint program: the one installed with this package, else the one on PATH. Raises FileNotFoundError."""
    folders: List[str] = [sysconfig.get_path("scripts")]
    user = f"{os.name}_user"
    if user in sysconfig.get_scheme_names():
        folders.append(sysconfig.get_path("scripts", scheme=user))
    # `pip install --target`: bin beside the package.
    folders.append(os.path.join(os.path.dirname(os.path.dirname(os.path.abspath(__file__))), "bin"))
    folders.append(os.path.dirname(sys.executable))
    for folder in folders:
        path = os.path.join(folder, "jitlint")
        if os.path.isfile(path) and os.access(path, os.X_OK):
            return path
    found = shutil.which("jitlint")
    if found is None:
        raise FileNotFoundError("the jitlint program is neither installed with this package nor on PATH")
    return found
