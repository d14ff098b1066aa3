"""The wheel: what is in it, and that it works where it is installed. The program in it is the built one."""
import json
import os
import subprocess
import tarfile
import zipfile

import pytest

from packages import environment_in, packaging_environment, quiet, sources_in
from program import ROOT, TRY, run, write

SCHEMAS = {path.name for path in (ROOT / "docs").glob("*.schema.json")}


@pytest.fixture(scope="module")
def wheel(tmp_path_factory):
    folder = tmp_path_factory.mktemp("wheel")
    tools = environment_in(folder / "tools", "build", "scikit-build-core>=0.10")
    sources = sources_in(folder)
    quiet([tools / "python", "-m", "build", "--wheel", "--no-isolation", "--outdir", folder / "dist", sources], env=packaging_environment())
    (made,) = (folder / "dist").glob("*.whl")
    return made


@pytest.fixture(scope="module")
def installed(wheel, tmp_path_factory):
    bin_folder = environment_in(tmp_path_factory.mktemp("clean") / "venv")
    quiet([bin_folder / "python", "-m", "pip", "install", "-q", "--no-index", wheel])
    return bin_folder


def test_one_wheel_for_every_python(wheel):
    version = run("--version").stdout.decode().split()[1]
    name, found, python, abi, platform = wheel.stem.split("-")
    assert (name, found, python, abi) == ("jitlint", version, "py3", "none") and platform.startswith("linux_")
    names = zipfile.ZipFile(wheel).namelist()
    assert f"jitlint-{version}.data/scripts/jitlint" in names and "jitlint/py.typed" in names and "jitlint/__init__.py" in names
    assert not [entry for entry in names if entry.endswith((".h", ".a", ".cmake"))]
    assert {entry.split("/")[-1] for entry in names if "/data/share/jitlint/" in entry} == SCHEMAS


def test_source_distribution_has_what_the_build_needs(tmp_path):
    tools = environment_in(tmp_path / "tools", "build", "scikit-build-core>=0.10")
    quiet([tools / "python", "-m", "build", "--sdist", "--no-isolation", "--outdir", tmp_path, ROOT], env=packaging_environment())
    (made,) = tmp_path.glob("*.tar.gz")
    with tarfile.open(made) as archive:
        names = {name.split("/", 1)[1] for name in archive.getnames() if "/" in name}
    needed = {"CMakeLists.txt", "README.md", "src/cli/main.cpp", "rules/control-flow/try-statement.md", "tools/rulegen.py", "python/jitlint/py.typed",
              "third_party/node_modules/tree-sitter-python/src/parser.c", "third_party/node_modules/tree-sitter/vendor/tree-sitter/lib/src/lib.c",
              "tests/data/verdicts/2.14.jsonl"}
    assert needed <= names, needed - names
    assert not [name for name in names if name.startswith(("bench/", "tests/cli", "build/"))]


@pytest.mark.skipif("JITLINT_COMPILE_WHEEL" not in os.environ, reason="compiles everything, for minutes: set JITLINT_COMPILE_WHEEL")
def test_pip_compiles_the_source_distribution(tmp_path):
    """As where nobody has built anything: pip gets what the build needs, and compiles."""
    tools = environment_in(tmp_path / "tools", "build", "scikit-build-core>=0.10")
    quiet([tools / "python", "-m", "build", "--sdist", "--no-isolation", "--outdir", tmp_path, ROOT], env=packaging_environment())
    (made,) = tmp_path.glob("*.tar.gz")
    clean = environment_in(tmp_path / "clean")
    environment = {key: value for key, value in packaging_environment(CMAKE_BUILD_PARALLEL_LEVEL="2").items() if key != "SKBUILD_CMAKE_DEFINE"}
    done = subprocess.run([clean / "python", "-m", "pip", "install", "-q", made], env=environment, capture_output=True, text=True, timeout=3600)
    assert done.returncode == 0, done.stdout[-3000:] + done.stderr[-3000:]
    write(tmp_path, a_py=TRY)
    for command in ([clean / "jitlint"], [clean / "python", "-m", "jitlint"]):
        checked = subprocess.run([*command, "check", "--isolated", "a.py"], cwd=tmp_path, capture_output=True, timeout=60)
        assert checked.returncode == 1 and b"try-statement" in checked.stdout


def test_program_on_path(installed, tmp_path):
    write(tmp_path, a_py=TRY)
    done = subprocess.run([installed / "jitlint", "check", "a.py"], cwd=tmp_path, capture_output=True, timeout=60)
    assert done.returncode == 1 and b"try-statement" in done.stdout
    module = subprocess.run([installed / "python", "-m", "jitlint", "check", "a.py"], cwd=tmp_path, capture_output=True, timeout=60)
    assert (module.returncode, module.stdout) == (done.returncode, done.stdout)


def test_python_interface(installed, tmp_path):
    write(tmp_path, a_py=TRY, b_py=TRY.replace("def f", "def g"))
    script = """
import jitlint, pathlib
report = jitlint.check(["a.py", pathlib.Path("b.py")], torch_version=">=1.13")
assert not report.ok and report.summary.files == 2 and report.target == ">=1.13", report
first = report.diagnostics[0]
assert (first.file, first.line, first.column, first.rule, first.severity) == ("a.py", 6, 5, "try-statement", "error"), first
assert first.reached_from[0].symbol == "f" and first.fix is None
assert jitlint.check("a.py", ignore=["try-statement"]).ok and jitlint.check([]).summary.files == 0
assert jitlint.check(select=["lambda"]).ok
try:
    jitlint.check("a.py", select=["no-such-rule"])
except jitlint.JitlintError as error:
    assert "no-such-rule" in str(error)
else:
    raise AssertionError
"""
    done = subprocess.run([installed / "python", "-c", script], cwd=tmp_path, capture_output=True, text=True, timeout=60)
    assert done.returncode == 0, done.stderr


def test_python_interface_is_typed(tmp_path):
    tools = environment_in(tmp_path / "mypy", "mypy")
    quiet([tools / "python", "-m", "mypy", "--strict", ROOT / "python/jitlint"], cwd=tmp_path)


def test_summary_knows_what_the_program_says():
    import sys
    sys.path.insert(0, str(ROOT / "python"))
    import dataclasses

    import jitlint
    report = json.loads(run("check", "--isolated", "--output-format", "json", "examples", cwd=ROOT).stdout)
    assert {field.name for field in dataclasses.fields(jitlint.Summary)} == set(report["summary"])
    assert {field.name for field in dataclasses.fields(jitlint.Diagnostic)} == set(report["diagnostics"][0])
