#include "engine/project.h"

#include <gtest/gtest.h>

#include "engine/engine.h"
#include "project/discovery.h"

namespace jitlint::engine {
namespace {

/// Files in memory, and what a check of some of them says: one line `file:line: rule` per error, with labels and way behind it.
class Projects : public testing::Test {
protected:
    Report check(const std::vector<std::string>& paths, unsigned threads = 1) {
        const project::Discovery found = project::discover(files, paths, "/w");
        Project project(files, "/w");
        project.set_search_path("/", {{}, {"/env/lib/python3.11/site-packages"}});
        std::vector<Job> jobs;
        for (const project::SourcePath& path : found.files) {
            jobs.push_back({path, std::make_shared<const Policy>()});
            project.add_checked(path);
        }
        return check_files(files, jobs, {threads, nullptr}, project);
    }

    static std::string told(const Report& report) {
        std::string lines;
        for (const Diagnostic& d : report.diagnostics) {
            if (d.severity != Severity::Error) continue;
            lines += d.file + ":" + std::to_string(d.range.start.line) + ": " + d.rule;
            for (const Label& label : d.labels)
                if (label.file != d.file) lines += " (" + label.file + ":" + std::to_string(label.range.start.line) + ")";
            lines += "\n";
        }
        return lines;
    }

    std::string check_all() { return told(check({"/w"})); }

    static std::string roots(const Report& report) {
        std::string lines;
        for (const Root& root : report.roots) lines += root.file + ": " + root.symbol + (root.scriptable ? "" : " fails") + "\n";
        return lines;
    }

    project::MemoryFileSystem files;
};

constexpr const char* kNet = R"(from torch import nn
class Net(nn.Module):
    def forward(self, x):
        return helper(x)
)";
constexpr const char* kHelper = "def helper(x):\n    y = {1, 2}\n    return x\n";

TEST_F(Projects, ImportsAreFollowed) {
    const std::pair<const char*, const char*> imports[] = {
        {"from pkg.ops import helper", "/w/pkg/net.py"},
        {"from .ops import helper", "/w/pkg/net.py"},
        {"from .ops import helper as helper", "/w/pkg/net.py"},
        {"from .ops import *", "/w/pkg/net.py"},
        {"from . import helper", "/w/pkg/net.py"},
        {"from . import ops\nhelper = ops.helper", "/w/pkg/net.py"},
        {"from .. import pkg\nhelper = pkg.ops.helper", "/w/pkg/net.py"},
        {"import pkg.ops\nhelper = pkg.ops.helper", "/w/net.py"},
        {"import pkg.ops as o\nhelper = o.helper", "/w/net.py"},
        {"from pkg import helper", "/w/net.py"},
        {"from pkg import renamed as helper", "/w/net.py"},
        {"if True:\n    from pkg import helper", "/w/net.py"},
        {"import os\ntry:\n    import fast\nexcept ImportError:\n    fast = None\nfrom pkg import *", "/w/net.py"},
        {"from pkg.ops import helper", "/w/tools/deep/net.py"},
        {"from space.inner.ops import helper", "/w/net.py"},
        {"import space.inner.ops\nhelper = space.inner.ops.helper", "/w/net.py"},
        {"from space.inner import ops\nhelper = ops.helper", "/w/net.py"},
        {"from .ops import helper", "/w/space/inner/net.py"},
    };
    for (const auto& [import, path] : imports) {
        for (const char* old : {"/w/net.py", "/w/pkg/net.py", "/w/tools/deep/net.py", "/w/space/inner/net.py"}) files.remove(old);
        files.add("/w/pkg/__init__.py", "from .ops import *\nfrom .ops import helper as renamed\nfrom . import ops\n");
        files.add("/w/pkg/ops.py", kHelper);
        files.add("/w/space/inner/ops.py", kHelper);
        files.add(path, std::string(import) + "\n" + kNet);
        EXPECT_TRUE(check_all().ends_with("ops.py:2: set-literal\n")) << import << "\n" << check_all();
    }
}

TEST_F(Projects, AllSaysWhatAStarImports) {
    files.add("/w/a.py", "__all__ = ['other']\n" + std::string(kHelper) + "def other(x):\n    return x\n");
    files.add("/w/b.py", kHelper);
    files.add("/w/net.py", "from b import *\nfrom a import *\n" + std::string(kNet));
    EXPECT_EQ(check_all(), "b.py:2: set-literal\n");
    files.add("/w/a.py", "__all__ = ['helper']\n__all__ += ['other']\n" + std::string(kHelper));
    EXPECT_NE(check_all(), "");
}

TEST_F(Projects, NamesForTypeCheckersAreNoValues) {
    files.add("/w/a.py", kHelper);
    files.add("/w/net.py", "from typing import TYPE_CHECKING\nif TYPE_CHECKING:\n    from a import helper\n" + std::string(kNet));
    EXPECT_EQ(check_all(), "net.py:7: undefined-name\n");
}

TEST_F(Projects, OneCauseIsToldOnce) {
    files.add("/w/ops.py", kHelper);
    for (const char* name : {"/w/a.py", "/w/b.py", "/w/c.py"}) files.add(name, "from ops import helper\n" + std::string(kNet));
    for (unsigned threads : {1U, 4U}) {
        const Report report = check({"/w"}, threads);
        EXPECT_EQ(told(report), "ops.py:2: set-literal\n");
        ASSERT_FALSE(report.diagnostics.empty());
        EXPECT_EQ(report.diagnostics[0].reached_from.front().file, "a.py");
        EXPECT_EQ(roots(report), "a.py: Net fails\nb.py: Net fails\nc.py: Net fails\n");
    }
}

TEST_F(Projects, WhatIsNotCheckedIsToldAtTheWayThere) {
    files.add("/env/lib/python3.11/site-packages/lib/__init__.py",
              kHelper + std::string("def fine(x):\n    return x\ndef unused(x):\n    yield x\n"));
    files.add("/w/net.py",
              "from lib import fine, helper\n" + std::string(kNet) + "class Other(nn.Module):\n    def forward(self, x):\n        return fine(x)\n");
    EXPECT_EQ(check_all(), "net.py:5: set-literal (/env/lib/python3.11/site-packages/lib/__init__.py:2)\n");
    EXPECT_EQ(roots(check({"/w"})), "net.py: Net fails\nnet.py: Other\n");
}

TEST_F(Projects, ASubmoduleOfALibraryIsToldWhereItIsMade) {
    files.add("/env/lib/python3.11/site-packages/lib.py", R"(from torch import nn
def make():
    return Layer()
class Layer(nn.Module):
    def forward(self, x):
        f = lambda v: v
        return x
)");
    files.add("/w/net.py", R"(from torch import nn
import lib
class Net(nn.Module):
    def __init__(self):
        super().__init__()
        self.a = lib.Layer()
        self.b = lib.make()
    def forward(self, x):
        return x
)");
    EXPECT_EQ(check_all(), "net.py:6: lambda (/env/lib/python3.11/site-packages/lib.py:6)\n");
}

TEST_F(Projects, AFileOutsideThePathsIsFollowedAndNotToldByItself) {
    files.add("/w/ops.py", kHelper + std::string("class Bad:\n    pass\n"));
    files.add("/w/net.py", "from ops import helper\n" + std::string(kNet));
    EXPECT_EQ(told(check({"/w/net.py"})), "net.py:5: set-literal (ops.py:2)\n");
}

TEST_F(Projects, AScriptedClassIsNoRootOfItsOwn) {
    files.add("/w/net.py", R"(from torch import nn
class Net(nn.Module):
    def __init__(self, extra):
        super().__init__()
        if extra:
            self.extra = nn.ReLU()
    def forward(self, x):
        return self.extra(x)
)");
    files.add("/w/export.py", "import torch\nfrom net import Net\ntorch.jit.script(Net(True))\n");
    EXPECT_EQ(told(check({"/w"})), "");
    EXPECT_EQ(roots(check({"/w"})), "export.py: Net\n");
    files.add("/w/export.py", "import torch\nfrom net import Net\ntorch.jit.script(Net(False))\n");
    EXPECT_TRUE(told(check({"/w"})).starts_with("net.py:8: "));
    EXPECT_EQ(roots(check({"/w"})), "export.py: Net fails\n");
}

TEST_F(Projects, TorchIsNeverRead) {
    files.add("/env/lib/python3.11/site-packages/torch/__init__.py", "from . import nn\n");
    files.add("/env/lib/python3.11/site-packages/torch/nn/__init__.py", "class Module: pass\n");
    files.add("/w/ops.py", kHelper);
    files.add("/w/net.py", "from ops import helper\n" + std::string(kNet));
    EXPECT_EQ(check_all(), "ops.py:2: set-literal\n");
}

TEST_F(Projects, ImportsInACircleEnd) {
    files.add("/w/a.py", "from b import *\nfrom b import helper\n" + std::string(kNet));
    files.add("/w/b.py", "from a import *\nfrom a import Net\n" + std::string(kHelper) + "class Sub(Net):\n    pass\n");
    EXPECT_EQ(check_all(), "b.py:4: set-literal\n");
}

TEST_F(Projects, WhatVanishesWhileItRunsIsToldAndTheRestIsChecked) {
    files.add("/w/ops.py", kHelper);
    files.add("/w/gone.py", kHelper);
    files.add("/w/net.py", "from ops import helper\nfrom gone import other\n" + std::string(kNet));
    const project::Discovery found = project::discover(files, {"/w"}, "/w");
    std::vector<Job> jobs;
    for (const project::SourcePath& path : found.files) jobs.push_back({path, std::make_shared<const Policy>()});
    const auto project = make_project(files, "/w", jobs);
    files.remove("/w/gone.py");
    const Report report = check_files(files, jobs, {2, nullptr}, *project);
    ASSERT_EQ(report.problems.size(), 1U);
    EXPECT_EQ(report.problems[0].shown + ": " + report.problems[0].message, "gone.py: no such file");
    EXPECT_EQ(told(report), "ops.py:2: set-literal\n");
}

}  // namespace
}  // namespace jitlint::engine
