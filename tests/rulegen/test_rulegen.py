"""The generated catalogue, and what `--check` finds."""

import os
import pathlib
import shutil
import subprocess
import sys

import pytest

ROOT = pathlib.Path(os.environ.get("JITLINT_SOURCE_DIR", pathlib.Path(__file__).resolve().parents[2]))
sys.path.insert(0, str(ROOT / "tools"))

import new_rule  # noqa: E402
import rulegen  # noqa: E402


@pytest.fixture
def tree(tmp_path):
    """A repository with two rules, made as `tools/new_rule.py` makes them."""
    for name in ("zoo/second-rule", "calls/first-rule"):
        assert new_rule.main([name, "--root", str(tmp_path)]) == 0
    return tmp_path


def run(tree, *arguments):
    return rulegen.main(["--rules", str(tree / "rules"), *map(str, arguments)])


def test_a_new_rule_fits(tree, capsys):
    assert run(tree, "--check") == 0
    assert capsys.readouterr().err == ""


def test_a_new_rule_overwrites_nothing(tree, capsys):
    assert new_rule.main(["zoo/second-rule", "--root", str(tree)]) == 1
    assert "exists" in capsys.readouterr().err


@pytest.mark.parametrize("name", ["plain", "zoo/Bad_Name", "a/b/c"])
def test_a_new_rule_needs_family_and_name(tmp_path, name, capsys):
    assert new_rule.main([name, "--root", str(tmp_path)]) == 1
    assert "family/rule-name" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("gone", "message"),
    [
        ("rules/zoo/second_rule.cpp", "there is no second_rule.cpp beside the page"),
        ("rules/zoo/second-rule.md", "has no page second-rule.md"),
    ],
)
def test_what_is_missing_is_named(tree, gone, message, capsys):
    (tree / gone).unlink()
    assert run(tree, "--check") == 1
    assert message in capsys.readouterr().err


def test_a_check_that_registers_another_name(tree, capsys):
    source = tree / "rules/zoo/second_rule.cpp"
    source.write_text(source.read_text().replace("register_second_rule", "register_third"))
    assert run(tree, "--check") == 1
    assert "`void register_second_rule(Checks& checks)` is not defined" in capsys.readouterr().err


def test_a_page_without_good_example(tree, capsys):
    page = tree / "rules/zoo/second-rule.md"
    page.write_text(page.read_text().replace("python good", "python bad"))
    assert run(tree, "--check") == 1
    assert "no `python good` example" in capsys.readouterr().err


def test_a_page_without_check_is_not_registered(tree, capsys):
    (tree / "rules/zoo/second_rule.cpp").unlink()
    assert run(tree, "--out", tree / "out") == 0
    assert "the rule is silent" in capsys.readouterr().err
    assert "register_second_rule" not in (tree / "out/rule_registry.cpp").read_text()


def test_the_same_pages_write_nothing(tree):
    run(tree, "--out", tree / "out")
    ids = tree / "out/rule_ids.h"
    os.utime(ids, (1, 1))
    run(tree, "--out", tree / "out")
    assert ids.stat().st_mtime == 1


def test_a_page_with_mistakes_writes_nothing(tree, capsys):
    page = tree / "rules/zoo/second-rule.md"
    page.write_text(page.read_text().replace("severity: error", "severity: bad"))
    assert run(tree, "--out", tree / "out") == 1
    assert not (tree / "out").exists()
    assert f"{page}:3: " in capsys.readouterr().err


@pytest.mark.skipif(not shutil.which("c++"), reason="no compiler")
def test_the_catalogue_compiles_and_answers(tree):
    page = tree / "rules/zoo/second-rule.md"
    text = page.read_text().replace("## Why\n", '## Why\n\n`)page"` and `)page_"`: ??/ \\ "\u00e9"\n')
    page.write_text(text, encoding="utf-8")
    assert run(tree, "--out", tree / "generated/rules") == 0
    (tree / "main.cpp").write_text(
        """
        #include <cstdio>
        #include "rules/rule_ids.h"
        using namespace jitlint::rules;
        int main() {
            static_assert(rule_count == 2 && static_cast<int>(RuleId::FirstRule) == 0);
            const RuleInfo& rule = info(*find_rule("second-rule"));
            if (find_rule("third") || find_rule("") || all_rules().size() != 2) return 1;
            if (rule.id != RuleId::SecondRule || rule.family != "zoo" || rule.severity != jitlint::Severity::Error) return 2;
            std::fwrite(rule.page.data(), 1, rule.page.size(), stdout);
        }
        """
    )
    command = ["c++", "-std=c++20", "-I", tree / "generated", "-I", ROOT / "include", tree / "main.cpp"]
    subprocess.run([*command, tree / "generated/rules/rule_table.cpp", "-o", tree / "main"], check=True)
    assert subprocess.run([tree / "main"], check=True, capture_output=True).stdout == text.encode()
