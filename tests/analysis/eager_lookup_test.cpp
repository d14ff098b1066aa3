#include <gtest/gtest.h>

#include "analysis/eager_dump.h"

namespace jitlint::analysis {
namespace {

class EagerLookup : public ::testing::Test {
protected:
    test::Modules modules_;
    std::unique_ptr<SourceModule> module_;
    std::unique_ptr<Evaluator> evaluator_;

    void load(const std::string& source, const std::string& name = "", bool package = false) {
        evaluator_.reset();
        module_ = test::make_module(source, name, package);
        evaluator_ = std::make_unique<Evaluator>(&modules_);
    }
    std::string value(std::string_view name) { return in(name, ""); }
    std::string in(std::string_view name, std::string_view scope_name) {
        for (const auto& scope : module_->scope().scopes()) {
            if (scope->qualified_name != scope_name) continue;
            auto found = evaluator_->lookup(name, *module_, *scope);
            return found ? test::show(*found) : "nothing";
        }
        return "no scope";
    }
};

TEST_F(EagerLookup, CanonicalNames) {
    load(R"(
import torch as T
import torch.nn as nn
from torch.nn import functional as F
from torch import Tensor
from torch.nn.modules.linear import Linear
from torch._jit_internal import unused, Optional
import torch.nn.functional
import os.path as p
relu = T.nn.functional.relu
jit_script = T.jit.script
)");
    EXPECT_EQ(value("T"), "external torch");
    EXPECT_EQ(value("nn"), "external torch.nn");
    EXPECT_EQ(value("F"), "external torch.nn.functional");
    EXPECT_EQ(value("Tensor"), "external torch.Tensor");
    EXPECT_EQ(value("Linear"), "external torch.nn.Linear");
    EXPECT_EQ(value("unused"), "external torch.jit.unused");
    EXPECT_EQ(value("Optional"), "external typing.Optional");
    EXPECT_EQ(value("torch"), "external torch");
    EXPECT_EQ(value("p"), "external os.path");
    EXPECT_EQ(value("relu"), "external torch.nn.functional.relu");
    EXPECT_EQ(value("jit_script"), "external torch.jit.script");
    EXPECT_EQ(value("len"), "external builtins.len");
    EXPECT_EQ(value("nobody"), "nothing");
}

TEST_F(EagerLookup, Rebinding) {
    load(R"(
A = 1
B = 1
B = 2
C = 1
C += 1
D = 3
D = 3
if A:
    def f(): pass
else:
    def f(): return 1
if C:
    def g(): pass
else:
    def g(): return 1
try:
    import fast
except ImportError:
    fast = None
E, (G, H) = 1, (2, "x")
for I in range(3):
    pass
L = [1, 2]
M = [1]
M.append(2)
N = {"a": 1}
def change():
    N["b"] = 2
def setter():
    global O
    O = 2
O = 1
P = A + 4 * 2
Q = R
R = Q
S: int
U = -A
)");
    EXPECT_EQ(value("A"), "1");
    EXPECT_EQ(value("B"), "{1 | 2}");
    EXPECT_EQ(value("C"), "?");
    EXPECT_EQ(value("D"), "3");
    EXPECT_EQ(value("f"), "function f");
    EXPECT_EQ(value("g"), "?");
    EXPECT_EQ(value("fast"), "?");
    EXPECT_EQ(value("E"), "1");
    EXPECT_EQ(value("G"), "2");
    EXPECT_EQ(value("H"), "'x'");
    EXPECT_EQ(value("I"), "?");
    EXPECT_EQ(value("L"), "[1, 2]");
    EXPECT_EQ(value("M"), "[1, ...]");
    EXPECT_EQ(value("N"), "{'a': 1, ...}");
    EXPECT_EQ(value("O"), "{2 | 1}");
    EXPECT_EQ(value("P"), "9");
    EXPECT_EQ(value("Q"), "?");
    EXPECT_EQ(value("S"), "nothing");
    EXPECT_EQ(value("U"), "-1");
}

TEST_F(EagerLookup, Closures) {
    load(R"(
def make(p):
    fixed = 3
    if p:
        vague = 1
    def inner(x):
        return fixed + x
    return inner
class A:
    hidden = 1
    def m(self):
        return hidden
)");
    EXPECT_EQ(in("fixed", "make.<locals>.inner"), "3");
    EXPECT_EQ(in("vague", "make.<locals>.inner"), "?");
    EXPECT_EQ(in("p", "make.<locals>.inner"), "?");
    EXPECT_EQ(in("hidden", "A"), "1");
    EXPECT_EQ(in("hidden", "A.m"), "nothing");
}

TEST_F(EagerLookup, OtherFilesOfTheProject) {
    modules_.add("pkg", "from .layers import Block\nVERSION = 'x'\n", true);
    modules_.add("pkg.layers", "import torch.nn as nn\nfrom . import consts\nclass Block(nn.Module):\n    k = consts.K\n");
    modules_.add("pkg.consts", "K = 5\n__all__ = ['K']\n");
    load(
        "import pkg\nimport pkg.layers as l\nfrom pkg import Block, VERSION, layers\nfrom .consts import "
        "K\nfrom .consts import *\nfrom .missing import Z\nfrom ..up import W\nq = pkg.layers.Block\n",
        "pkg.main");
    EXPECT_EQ(value("pkg"), "module pkg");
    EXPECT_EQ(value("l"), "module pkg.layers");
    EXPECT_EQ(value("Block"), "class Block");
    EXPECT_EQ(value("VERSION"), "'x'");
    EXPECT_EQ(value("layers"), "module pkg.layers");
    EXPECT_EQ(value("K"), "5");
    EXPECT_EQ(value("q"), "class Block");
    EXPECT_EQ(value("Z"), "external pkg.missing.Z");
    EXPECT_EQ(value("W"), "?");
    EXPECT_EQ(value("nobody"), "nothing");
}

TEST_F(EagerLookup, StarImportsOfPackagesGiveWhatTheseHold) {
    modules_.add("flip", "SIZE = 3\n");
    modules_.add("other", "from .inner import DEPTH\n__all__ = ['DEPTH', 'elsewhere']\n", true);
    modules_.add("other.inner", "DEPTH = 4\n");
    load("from flip import *\nfrom other import *\n");
    EXPECT_EQ(value("SIZE"), "3");
    EXPECT_EQ(value("DEPTH"), "4");
    EXPECT_EQ(value("elsewhere"), "?");
    EXPECT_EQ(value("nobody"), "nothing");
}

TEST_F(EagerLookup, CyclicImportsEnd) {
    modules_.add("a", "from b import X\nfrom b import *\n");
    modules_.add("b", "from a import X\nfrom a import *\n");
    load("from a import X\nfrom a import Y\n");
    EXPECT_EQ(value("X"), "?");
    EXPECT_EQ(value("Y"), "?");
}

TEST_F(EagerLookup, AnnotationsSeeTypeCheckingImports) {
    load("from typing import TYPE_CHECKING\nif TYPE_CHECKING:\n    from torch import Tensor\nx: Tensor = 1\n");
    const auto& statement = *syntax::as<syntax::AnnAssign>(module_->tree().body.back());
    const Scope& scope = module_->scope().module();
    EXPECT_EQ(test::show(evaluator_->evaluate(*statement.annotation, *module_, scope)), "?");
    EXPECT_EQ(test::show(evaluator_->evaluate_annotation(*statement.annotation, *module_, scope)), "external torch.Tensor");
}

TEST_F(EagerLookup, Attributes) {
    load(R"(
from torch import nn
class Net(nn.Module):
    level = 1
    def __init__(self):
        super().__init__()
        self.x = 2
    def forward(self, x): return x
net = Net()
)");
    const PyValue net = *evaluator_->lookup("net", *module_, module_->scope().module());
    auto show = [&](std::string_view name) {
        auto found = evaluator_->attribute(net, name);
        return found ? test::show(*found) : "nothing";
    };
    EXPECT_EQ(show("x"), "2");
    EXPECT_EQ(show("level"), "1");
    EXPECT_EQ(show("forward"), "method forward");
    EXPECT_EQ(show("training"), "True");
    EXPECT_EQ(show("eval"), "?");
    EXPECT_EQ(show("missing"), "nothing");
}

}  // namespace
}  // namespace jitlint::analysis
