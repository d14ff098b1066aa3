#include "project/target.h"

#include <gtest/gtest.h>

#include <map>

#include "project/settings_files.h"

namespace jitlint::project {
namespace {

class Targets : public testing::Test {
protected:
    std::string said(const std::string& folder) {
        const SettingsResult settings = find_settings(files, folder);
        EXPECT_FALSE(settings.error);
        TargetFinder finder(files, "/w", [this](const char* name) { return variables[name]; });
        const Target target = finder.find(settings.settings, folder);
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

}  // namespace
}  // namespace jitlint::project
