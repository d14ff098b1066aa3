#include "project/requirements.h"

#include <gtest/gtest.h>

#include <string>

namespace jitlint::project {
namespace {

std::string said(const Versions& versions) { return versions ? versions->to_string() : "nothing"; }

TEST(Requirements, OfPep508) {
    EXPECT_EQ(said(torch_of_requirement("torch>=1.8,<2.3")), ">=1.8,<2.3");
    EXPECT_EQ(said(torch_of_requirement("  Torch [opt] ( >= 1.8 , < 2.3 ) ; python_version < '3.9'")), ">=1.8,<2.3");
    EXPECT_EQ(said(torch_of_requirement("torch==1.13.1+cu117 --hash=sha256:00")), ">=1.13,<2.0");
    EXPECT_EQ(said(torch_of_requirement("torch~=2.1.0")), ">=2.1,<2.2");
    EXPECT_EQ(said(torch_of_requirement("torch")), "nothing");
    EXPECT_EQ(said(torch_of_requirement("torchvision>=0.9")), "nothing");
    EXPECT_EQ(said(torch_of_requirement("torch-geometric==2.0")), "nothing");
    EXPECT_EQ(said(torch_of_requirement("torch>=nonsense")), "nothing");
    EXPECT_EQ(said(torch_of_requirement("torch[open>=1.8")), "nothing");
    EXPECT_EQ(said(torch_of_requirement("torch @ "
                                        "https://download.pytorch.org/whl/cu118/torch-2.0.1%2Bcu118-cp310-cp310-linux_x86_64.whl")),
              ">=2.0,<2.1");
    EXPECT_EQ(said(torch_of_requirement("https://localhost/torch-1.9.0-cp38-cp38-linux_x86_64.whl")), ">=1.9,<1.10");
}

TEST(Requirements, OfPoetry) {
    EXPECT_EQ(said(torch_of_poetry("^1.8")), ">=1.8,<2.0");
    EXPECT_EQ(said(torch_of_poetry("^2.0.1")), ">=2.0");
    EXPECT_EQ(said(torch_of_poetry("~1.13.1")), ">=1.13,<2.0");
    EXPECT_EQ(said(torch_of_poetry("~2.1")), ">=2.1,<2.2");
    EXPECT_EQ(said(torch_of_poetry(">= 1.8, <2")), ">=1.8,<2.0");
    EXPECT_EQ(said(torch_of_poetry(">=1.8 <2")), ">=1.8,<2.0");
    EXPECT_EQ(said(torch_of_poetry("1.13.1")), ">=1.13,<2.0");
    EXPECT_EQ(said(torch_of_poetry("=1.13.1")), ">=1.13,<2.0");
    EXPECT_EQ(said(torch_of_poetry("1.*")), "<2.0");
    EXPECT_EQ(said(torch_of_poetry("~1.8 || ^2.1")), ">=1.8,<1.9 || >=2.1");
    EXPECT_EQ(said(torch_of_poetry("*")), "nothing");
    EXPECT_EQ(said(torch_of_poetry("^")), "nothing");
}

TEST(Requirements, OfRequirementsFiles) {
    MemoryFileSystem files;
    files.add("/w/requirements.txt",
              "# torch==1.0\n-f https://download.pytorch.org/whl/torch_stable.html\r\nnumpy\n"
              "-r more/base.txt\n--requirement=loop.txt\n");
    files.add("/w/more/base.txt", "torch >= 1.8, \\\n  < 1.10  # pinned\n");
    files.add("/w/loop.txt", "-r requirements.txt\n-rloop.txt\n");
    EXPECT_EQ(said(torch_of_requirements_file(files, "/w/requirements.txt")), ">=1.8,<1.10");
    EXPECT_EQ(said(torch_of_requirements_file(files, "/w/gone.txt")), "nothing");
}

TEST(Requirements, TwoEntriesAddUp) {
    MemoryFileSystem files;
    files.add("/r.txt", "torch==1.13.1; python_version<'3.8'\ntorch>=2.1; python_version>='3.8'\n");
    EXPECT_EQ(said(torch_of_requirements_file(files, "/r.txt")), ">=1.13,<2.0 || >=2.1");
}

TEST(Requirements, OfSetupCfg) {
    EXPECT_EQ(said(torch_of_setup_cfg("[metadata]\ndescription = torch>=1.0\n"
                                      "[options]\npackages = find:\ninstall_requires =\n    numpy\n    # why\n"
                                      "    torch>=1.8,<2.3\n\n[flake8]\n")),
              ">=1.8,<2.3");
    EXPECT_EQ(said(torch_of_setup_cfg("[options]\ntests_require = torch==1.9\n")), "nothing");
    EXPECT_EQ(said(torch_of_setup_cfg("[options.extras_require]\ngpu = torch==1.9\n")), ">=1.9,<1.10");
    EXPECT_EQ(said(torch_of_setup_cfg("[options\ninstall_requires")), "nothing");
}

TEST(Requirements, OfCondaEnvironments) {
    EXPECT_EQ(said(torch_of_environment_yml("name: x\ndependencies:\n  - python=3.9\n  - pytorch=1.12.1=py39_0\n")), ">=1.12,<1.13");
    EXPECT_EQ(said(torch_of_environment_yml("  - conda-forge::pytorch>=1.8,<2\n")), ">=1.8,<2.0");
    EXPECT_EQ(said(torch_of_environment_yml("  - \"pytorch==1.13.*\"  # why\n")), ">=1.13,<2.0");
    EXPECT_EQ(said(torch_of_environment_yml("  - pip:\n    - torch==2.1.0\n")), ">=2.1,<2.2");
    EXPECT_EQ(said(torch_of_environment_yml("  - pytorch\n  - pytorch-lightning=1.9\n  - torchvision=0.13\n")), "nothing");
}

}  // namespace
}  // namespace jitlint::project
