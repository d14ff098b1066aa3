"""Settings files, what the command line says over them, and what `jitlint config` shows."""
import json
import os
import tomllib

import pytest

from program import CONTINUE, ROOT, TRY, environment, found, report, run, write


def test_the_closest_settings_hold_without_merging(tmp_path):
    write(tmp_path, pyproject_toml="[tool.jitlint]\nignore = ['try-statement']\n", a_py=TRY, p__a_py=TRY, p__q__a_py=TRY,
          p__jitlint_toml="torch-version = '2.6'\n", p__pyproject_toml="[tool.jitlint]\nignore = ['try-statement']\n")
    assert found(cwd=tmp_path) == [("p/a.py", 6, "try-statement"), ("p/q/a.py", 6, "try-statement")]
    assert found("--isolated", cwd=tmp_path) == [("a.py", 6, "try-statement"), ("p/a.py", 6, "try-statement"), ("p/q/a.py", 6, "try-statement")]
    # The same from anywhere.
    assert len(found(tmp_path, cwd="/")) == 2 and found(tmp_path / "a.py", cwd="/") == []


def test_extend(tmp_path):
    write(tmp_path, base_toml="ignore = ['try-statement']\n", p__jitlint_toml="extend = '../base.toml'\n", p__a_py=TRY)
    assert found(cwd=tmp_path) == []
    write(tmp_path, p__jitlint_toml="\nextend = '../bse.toml'\n")
    result = run("check", cwd=tmp_path)
    assert result.returncode == 2 and b"p/jitlint.toml:2: `extend`: there is no file `../bse.toml`" in result.stderr


def test_config_option_takes_a_file_or_toml(tmp_path):
    write(tmp_path, jitlint_toml="ignore = ['try-statement']\n", other_toml="torch-version = '1.1'\n", a_py=TRY)
    assert found(cwd=tmp_path) == []
    assert found("--config", "other.toml", cwd=tmp_path) == [("a.py", 6, "try-statement")]
    assert found("--config", "ignore = []", cwd=tmp_path) == [("a.py", 6, "try-statement")]
    assert found("--isolated", "--config", "ignore = ['try-statement']", cwd=tmp_path) == []
    assert run("check", "--isolated", "--config", "other.toml", cwd=tmp_path).returncode == 2
    assert run("check", "--config", "missing.toml", cwd=tmp_path).returncode == 2
    result = run("check", "--config", "ignroe = []", cwd=tmp_path)
    assert result.returncode == 2 and b"did you mean `ignore`?" in result.stderr


@pytest.mark.parametrize("text, complaint", [
    ("\n[tool.jitlint]\nignroe = []\n", "pyproject.toml:3: there is no setting `ignroe`; did you mean `ignore`?"),
    ("[tool.jitlint]\nselect = [\n  'try-statement',\n  'try-statment']\n", "pyproject.toml:4: there is no rule `try-statment`; did you mean `try-statement`?"),
    ("[tool.jitlint.severity]\nlambada = 'note'\n", "pyproject.toml:2: there is no rule `lambada`; did you mean `lambda`?"),
    ("[tool.jitlint.per-file-ignores]\n'never/matches' = ['wiht-statement']\n", "pyproject.toml:2: there is no rule `wiht-statement`"),
    ("[tool.jitlint]\nfail-on = 'eror'\n", "pyproject.toml:2: `fail-on`"),
    ("[tool.jitlint]\nselect = [\n", "pyproject.toml:"),
])
def test_wrong_settings_exit_2_with_the_line(tmp_path, text, complaint):
    write(tmp_path, pyproject_toml=text, a_py=TRY)
    result = run("check", cwd=tmp_path)
    assert result.returncode == 2 and result.stdout == b"" and complaint in result.stderr.decode()
    result = run("check", "-", "--stdin-filename", "a.py", cwd=tmp_path, input=TRY.encode())
    assert result.returncode == 2 and result.stdout == b"" and complaint in result.stderr.decode()


def test_select_and_ignore_of_the_command_line_go_over(tmp_path):
    write(tmp_path, jitlint_toml="select = ['lambda']\nignore = ['try-statement']\n", a_py=TRY)
    assert found(cwd=tmp_path) == []
    assert len(found("--select", "try-statement", cwd=tmp_path)) == 1
    assert found("--select", "try-statement", "--ignore", "try-statement", cwd=tmp_path) == []


def test_severity_and_fail_on(tmp_path):
    write(tmp_path, a_py=TRY)
    assert run("check", cwd=tmp_path).returncode == 1
    write(tmp_path, jitlint_toml="severity = {try-statement = 'warning'}\n")
    assert [d["severity"] for d in report(cwd=tmp_path)["diagnostics"]] == ["warning"]
    assert run("check", cwd=tmp_path).returncode == 0
    assert run("check", "--fail-on", "warning", cwd=tmp_path).returncode == 1
    write(tmp_path, jitlint_toml="fail-on = 'never'\n")
    assert run("check", cwd=tmp_path).returncode == 0
    assert run("check", "--fail-on", "error", cwd=tmp_path).returncode == 1


def test_per_file_ignores(tmp_path):
    write(tmp_path, jitlint_toml="[per-file-ignores]\n'legacy/' = ['try-statement']\n'*_old.py' = ['try-statement']\n", legacy__deep__a_py=TRY, a_py=TRY,
          sub__b_old_py=TRY)
    assert found(cwd=tmp_path) == [("a.py", 6, "try-statement")]
    assert found("deep/a.py", cwd=tmp_path / "legacy") == []
    assert found(tmp_path / "legacy/deep/a.py", cwd="/") == []


def test_fixable_and_unfixable(tmp_path):
    source = "import torch\n\n\n@torch.jit.script\ndef f(x):\n    [a, b] = (x, x)\n    return a\n"
    for settings in ("unfixable = ['list-target-assignment']\n", "fixable = ['lambda']\n"):
        write(tmp_path, jitlint_toml=settings, a_py=source)
        assert report(cwd=tmp_path)["summary"]["fixable"] == 0
        run("check", "--fix", "--unsafe-fixes", cwd=tmp_path)
        assert (tmp_path / "a.py").read_text() == source


def test_include_and_exclude(tmp_path):
    write(tmp_path, jitlint_toml="extend-exclude = ['generated', '/sub/b.py']\n", a_py=TRY, generated__a_py=TRY, sub__b_py=TRY, sub__sub__b_py=TRY,
          build__a_py=TRY, sub__generated__x_py=TRY)
    assert {file for file, _, _ in found(cwd=tmp_path)} == {"a.py", "sub/sub/b.py"}
    assert {file for file, _, _ in found(cwd=tmp_path / "sub")} == {"sub/b.py"}, "patterns are relative to the settings"
    assert len(found("sub/b.py", cwd=tmp_path)) == 1, "what is named is read"
    assert found("--force-exclude", "sub/b.py", "generated/a.py", cwd=tmp_path) == []
    assert {file for file, _, _ in found("--extend-exclude", "a.py", "--extend-exclude", "x", cwd=tmp_path)} == {"sub/sub/b.py"}
    assert {file for file, _, _ in found("--isolated", "--extend-exclude", "sub", cwd=tmp_path)} == {"a.py", "generated/a.py"}
    write(tmp_path, jitlint_toml="exclude = ['sub']\n")
    assert {file for file, _, _ in found(cwd=tmp_path)} == {"a.py", "build/a.py", "generated/a.py"}
    write(tmp_path, jitlint_toml="include = ['sub/**', '*.pyi']\n", x_py=TRY)
    (tmp_path / "y.pyi").write_text(TRY)
    assert {file for file, _, _ in found(cwd=tmp_path)} == {"sub/b.py", "sub/generated/x.py", "sub/sub/b.py", "y.pyi"}


def target(*arguments, **options):
    shown = report(*arguments, **options)["torch"]
    return shown["target"], shown["source"]


def test_the_target_and_who_says_so(tmp_path):
    environments = tmp_path / "venv"
    (environments / "lib/python3.11/site-packages/torch-2.1.0.dist-info").mkdir(parents=True)
    project = tmp_path / "project"
    write(project, a_py=CONTINUE)
    (project / ".git").mkdir()
    active = environment(VIRTUAL_ENV=str(environments))
    assert target(cwd=project) == (">=1.0", "default")
    assert target(cwd=project, env=active) == (">=2.1,<2.2", "torch 2.1.0 in ../venv")
    write(project, requirements_txt="torch>=1.8\n")
    assert target(cwd=project, env=active) == (">=1.8", "requirements in requirements.txt")
    assert target("--isolated", cwd=project, env=active) == (">=1.0", "default")
    write(project, pyproject_toml="[tool.jitlint]\ntorch-version = '==1.1.*'\n")
    assert target(cwd=project, env=active) == ("==1.1.*", "settings in pyproject.toml")
    assert [d["severity"] for d in report(cwd=project)["diagnostics"]] == ["error"]
    assert target("--torch-version", "2.6", cwd=project, env=active) == ("2.6", "--torch-version")
    assert target("--config", "torch-version = '2.6'", cwd=project)[1] == "--config"
    assert b"torch >=1.8" not in run("check", cwd=project).stdout


def test_each_file_has_its_own_project(tmp_path):
    write(tmp_path, old__requirements_txt="torch==1.1.0\n", old__a_py=CONTINUE, new__requirements_txt="torch>=2.0\n", new__a_py=CONTINUE)
    assert found(cwd=tmp_path) == [("old/a.py", 8, "continue-statement")]
    assert "requirements in new/requirements.txt" in target(cwd=tmp_path)[1]


def test_python_setting(tmp_path):
    (tmp_path / "envs/a/lib/python3.11/site-packages/torch-1.13.1.dist-info").mkdir(parents=True)
    (tmp_path / "envs/a/bin").mkdir()
    write(tmp_path, jitlint_toml="python = 'envs/a'\n", a_py=TRY)
    assert target(cwd=tmp_path)[0] == ">=1.13,<2.0"
    (tmp_path / "envs/a/bin/python").write_text("")
    write(tmp_path, jitlint_toml="python = 'envs/a/bin/python'\n")
    assert target(cwd=tmp_path)[0] == ">=1.13,<2.0"


def test_config_command(tmp_path):
    write(tmp_path, base_toml="ignore = ['lambda']\n", p__jitlint_toml="extend = '../base.toml'\ntorch-version = '>=1.13'\n[per-file-ignores]\n'x.py' = []\n",
          p__a_py=TRY)
    shown = run("config", "p/a.py", cwd=tmp_path).stdout.decode()
    assert "# settings file: p/jitlint.toml\n" in shown
    assert 'torch-version = ">=1.13"  # p/jitlint.toml:2\n' in shown
    assert 'ignore = ["lambda"]  # base.toml:1\n' in shown
    assert "# baseline is not set\n" in shown
    as_json = json.loads(run("config", "--output-format", "json", "p", cwd=tmp_path).stdout)
    assert as_json["settings"]["ignore"] == {"value": ["lambda"], "source": "base.toml:1"}
    assert as_json["settings"]["fail-on"] == {"value": "error", "source": "default"}
    # What it prints is TOML that can be used again.
    again = tomllib.loads(shown)
    assert again["per-file-ignores"] == {"x.py": []}
    assert run("config", "--config", "slect = []", cwd=tmp_path).returncode == 2


def test_show_files(tmp_path):
    write(tmp_path, jitlint_toml="extend-exclude = ['b.py']\n", a_py=TRY, b_py=TRY, c__d_py=TRY)
    for command in ("config", "check"):
        result = run(command, "--show-files", cwd=tmp_path)
        assert (result.returncode, result.stdout) == (0, b"a.py\nc/d.py\n")
    assert run("config", "--show-files", "missing", cwd=tmp_path).returncode == 2


def test_schema_of_the_settings_fits_the_program(tmp_path):
    jsonschema = pytest.importorskip("jsonschema")
    schema = json.loads((ROOT / "docs/settings.schema.json").read_text())
    jsonschema.Draft202012Validator.check_schema(schema)
    shown = json.loads(run("config", "--output-format", "json", cwd=tmp_path).stdout)["settings"]
    assert set(schema["properties"]) == set(shown)
    documented = [line[4:].strip("`\n ") for line in (ROOT / "docs/settings.md").open() if line.startswith("### ")]
    assert documented == list(shown)
    defaults = {key: value["value"] for key, value in shown.items() if value["value"] is not None}
    jsonschema.validate(defaults, schema)
    for key, value in schema["properties"].items():
        if "default" in value and key != "exclude":
            assert shown[key]["value"] == value["default"], key
    # The schema refuses what the program refuses.
    for text, valid in [("select = ['lambda']", True), ("select = 'lambda'", False), ("roots = 'explicit'", True), ("roots = 'all'", False),
                        ("min-scriptable = 0.5", True), ("min-scriptable = 2", False), ("fail-on = 'never'", True), ("fail-on = 'x'", False),
                        ("severity = {lambda = 'note'}", True), ("severity = {lambda = 'never'}", False), ("unknown = 1", False)]:
        accepted = run("config", "--config", text, cwd=tmp_path).returncode == 0
        assert accepted == valid, text
        assert jsonschema.Draft202012Validator(schema).is_valid(tomllib.loads(text)) == valid, text


def test_names_that_are_not_utf_8(tmp_path):
    folder = os.path.join(os.fsencode(tmp_path), b"caf\xe9 \xf0\x9f\x98\x80")
    os.mkdir(folder)
    with open(os.path.join(folder, b"pyproject.toml"), "w") as file:
        file.write("[tool.jitlint]\nignroe = []\n")
    with open(os.path.join(folder, b"a.py"), "w") as file:
        file.write(TRY)
    result = run("check", cwd=tmp_path)
    assert result.returncode == 2 and rb"caf\xe9 " in result.stderr
    with open(os.path.join(folder, b"pyproject.toml"), "w") as file:
        file.write("[tool.jitlint]\n")
    assert [file for file, _, _ in found(cwd=tmp_path)] == ["caf\\xe9 \U0001f600/a.py"]
    assert len(found(os.path.join(folder, b"a.py"), cwd=tmp_path)) == 1
