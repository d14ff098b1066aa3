#include "project/target.h"

#include <gtest/gtest.h>

#include <map>

namespace jitlint::project {
namespace {

class Targets : public testing::Test {
protected:
    std::string said(const std::string& folder) {
        const SettingsResult settings = find_settings(files, folder);
        if (settings.error) return settings.error->path + ":" + std::to_string(settings.error->line) + ": " + settings.error->message;
        const Target target = infer_target(files, settings.settings, folder, "/w", [this](const char* name) { return variables[name]; });
        return target.known ? target.versions.to_string() + " by " + target.source : target.source;
    }
    MemoryFileSystem files;
    std::map<std::string, std::string> variables;
};

TEST_F(Targets, UnknownWhereNobodySaysAnything) {
    files.add("/w/a.py", "");
    EXPECT_EQ(said("/w"), "default");
}

TEST_F(Targets, EachSourceGoesBeforeTheNext) {
    files.add("/venv/lib/python3.9/site-packages/torch-1.9.0.dist-info/METADATA", "");
    files.add("/venv/lib/python3.11/site-packages/torch-2.1.0+cu118.dist-info/METADATA", "");
    files.add("/venv/lib/python3.11/site-packages/torch_scatter-2.1.2.dist-info/METADATA", "");
    variables["VIRTUAL_ENV"] = "/venv";
    EXPECT_EQ(said("/w"), ">=2.1,<2.2 by torch 2.1.0+cu118 in /venv");
    files.add("/w/environment.yml", "dependencies:\n  - pytorch=1.12\n");
    EXPECT_EQ(said("/w"), ">=1.12,<1.13 by requirements in environment.yml");
    files.add("/w/setup.cfg", "[options]\ninstall_requires =\n  torch>=1.11\n");
    EXPECT_EQ(said("/w"), ">=1.11 by requirements in setup.cfg");
    files.add("/w/requirements/dev.txt", "torch>=1.10\n");
    EXPECT_EQ(said("/w"), ">=1.10 by requirements in requirements/dev.txt");
    files.add("/w/requirements-gpu.txt", "torch>=1.9\n");
    EXPECT_EQ(said("/w"), ">=1.9 by requirements in requirements-gpu.txt");
    files.add("/w/requirements.txt", "torch>=1.8\n");
    EXPECT_EQ(said("/w"), ">=1.8 by requirements in requirements.txt");
    files.add("/w/pyproject.toml", "[project]\ndependencies = ['numpy', 'torch>=1.7']\n");
    EXPECT_EQ(said("/w"), ">=1.7 by requirements in pyproject.toml");
    files.add("/w/pyproject.toml", "[project]\ndependencies = ['torch>=1.7']\n[tool.jitlint]\ntorch-version = '>=1.6'\n");
    EXPECT_EQ(said("/w"), ">=1.6 by settings in pyproject.toml");
    files.add("/w/jitlint.toml", "torch-version = '>=1.5'\n");
    EXPECT_EQ(said("/w"), ">=1.5 by settings in jitlint.toml");
}

TEST_F(Targets, PyprojectTables) {
    const auto pyproject = [&](const std::string& text) {
        files.add("/w/pyproject.toml", text);
        return said("/w");
    };
    EXPECT_EQ(pyproject("[tool.poetry.dependencies]\ntorch = '^1.8'\n"), ">=1.8,<2.0 by requirements in pyproject.toml");
    EXPECT_EQ(pyproject("[tool.poetry.dependencies]\ntorch = {version = '~1.9', source = 'x'}\n"), ">=1.9,<1.10 by requirements in pyproject.toml");
    EXPECT_EQ(pyproject("[tool.poetry.dependencies]\ntorch = [{version = '1.9'}, {version = '2.1'}]\n"),
              ">=1.9,<1.10 || >=2.1,<2.2 by requirements in pyproject.toml");
    EXPECT_EQ(pyproject("[tool.poetry.group.dev.dependencies]\ntorch = '1.9.0'\n"), ">=1.9,<1.10 by requirements in pyproject.toml");
    EXPECT_EQ(pyproject("[project]\ndependencies = ['torch']\n[project.optional-dependencies]\ngpu = ['torch<2']\n"),
              "<2.0 by requirements in pyproject.toml");
    EXPECT_EQ(pyproject("[dependency-groups]\ntest = ['torch==2.6', {include-group = 'x'}]\n"), ">=2.6,<2.7 by requirements in pyproject.toml");
    EXPECT_EQ(pyproject("[project]\ndependencies = 5\n"), "default");
}

TEST_F(Targets, TheNearestFolderCountsUpToTheProject) {
    files.add("/w/pyproject.toml", "[tool.jitlint]\ntorch-version = '1.13'\n");
    files.add("/w/p/pyproject.toml", "[project]\nname = 'p'\n");
    files.add("/w/p/src/a.py", "");
    EXPECT_EQ(said("/w/p/src"), ">=1.13,<2.0 by settings in pyproject.toml");
    files.add("/w/pyproject.toml", "[project]\ndependencies = ['torch<2']\n");
    EXPECT_EQ(said("/w/p/src"), "default") << "another project's requirements";
    files.add("/w/p/requirements.txt", "torch==2.6.0\n");
    EXPECT_EQ(said("/w/p/src"), ">=2.6,<2.7 by requirements in p/requirements.txt");
}

TEST_F(Targets, TorchWithoutMetadata) {
    files.add("/conda/lib/python3.9/site-packages/torch/version.py", "__version__ = '1.12.1'\ndebug = False\n");
    variables["CONDA_PREFIX"] = "/conda";
    EXPECT_EQ(said("/w"), ">=1.12,<1.13 by torch 1.12.1 in /conda");
    variables["CONDA_PREFIX"] = "conda";
    EXPECT_EQ(said("/w"), "default");
}

TEST_F(Targets, SettingsThatSayNothingSensible) {
    files.add("/w/jitlint.toml", "\ntorch-versoin = '1.13'\n");
    EXPECT_EQ(said("/w"), "/w/jitlint.toml:2: there is no setting `torch-versoin`; did you mean `torch-version`?");
    files.add("/w/jitlint.toml", "torch-version = 1.13\n");
    EXPECT_EQ(said("/w"), "/w/jitlint.toml:1: `torch-version`: expects a string such as \">=1.8,<2.3\"");
    files.add("/w/jitlint.toml", "torch-version = 'new'\n");
    EXPECT_EQ(said("/w"), "/w/jitlint.toml:1: `torch-version`: `new` is no torch version or specifier such as `>=1.8,<2.3`");
    files.add("/w/jitlint.toml", "torch-version = '<0.4'\n");
    EXPECT_EQ(said("/w"), "/w/jitlint.toml:1: `torch-version`: no torch release since 1.0 is `<0.4`");
    files.add("/w/jitlint.toml", "select = ['a', 1]\n");
    EXPECT_EQ(said("/w"), "/w/jitlint.toml:1: `select`: expects a list of rule names");
    files.add("/w/jitlint.toml", "select = ['a'\n\n");
    EXPECT_TRUE(said("/w").starts_with("/w/jitlint.toml:")) << said("/w");
    files.remove("/w/jitlint.toml");
    files.add("/w/pyproject.toml", "[tool]\njitlint = 3\n");
    EXPECT_EQ(said("/w"), "/w/pyproject.toml:2: `tool.jitlint` expects a table");
}

TEST_F(Targets, Lists) {
    files.add("/w/jitlint.toml", "select = ['a', 'b']\nignore = []\n");
    const SettingsResult settings = find_settings(files, "/w");
    ASSERT_TRUE(settings.settings.select && settings.settings.ignore);
    EXPECT_EQ(*settings.settings.select, (std::vector<std::string>{"a", "b"}));
    EXPECT_TRUE(settings.settings.ignore->empty());
}

TEST_F(Targets, TheFolderOfSeveralPaths) {
    files.add("/w/a/x.py", "");
    files.add("/w/b/c/y.py", "");
    EXPECT_EQ(project_folder(files, {"a/x.py"}, "/w"), "/w/a");
    EXPECT_EQ(project_folder(files, {"a", "b/c/y.py"}, "/w"), "/w");
    EXPECT_EQ(project_folder(files, {}, "/w"), "/w");
    EXPECT_EQ(project_folder(files, {"/usr/x.py", "a"}, "/w"), "/");
}

}  // namespace
}  // namespace jitlint::project
