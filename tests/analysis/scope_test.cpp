#include <gtest/gtest.h>

#include "analysis/eager_dump.h"

namespace jitlint::analysis {
namespace {

std::string all_bindings(const SourceModule& module) {
    std::string result;
    constexpr const char* kinds[] = {"import", "from", "star", "function", "class", "=", "unpack", "augmented", "parameter", "loop", "with", "other"};
    for (const auto& scope : module.scope().scopes()) {
        result += scope->qualified_name.empty() ? "<module>" : scope->qualified_name;
        result += ":";
        for (const Binding& binding : scope->all()) {
            result += " " + std::string(binding.name) + " " + kinds[static_cast<int>(binding.kind)];
            if (binding.conditional) result += "?";
            if (binding.type_checking_only) result += "!";
        }
        result += "\n";
    }
    return result;
}

TEST(Scope, BindsWhatPythonBinds) {
    auto module = test::make_module(R"(
import os.path
import numpy as np
from torch import nn, jit as j
from math import *
X: int = 1
a, (b, *c) = 1, (2, 3)
X += 1
with open("f") as f:
    pass
for i in range(3):
    k = i
try:
    import apex
except ImportError as e:
    apex = None
if (w := 3):
    del w
class A(nn.Module):
    y = 1
    def m(self, x, *args, k=1, **kw):
        global G
        G = 1
        z = [q for q in x if (u := q)]
        def inner():
            nonlocal z
            z = 2
        return lambda p: p
)");
    EXPECT_EQ(
        all_bindings(*module),
        R"(<module>: os import np import nn from j from * star X = a unpack b unpack c unpack X augmented f with? i loop? k =? apex import? e other? apex =? w other w other? A class G =?
A: y = m function
A.m: self parameter x parameter args parameter k parameter kw parameter u other? z = inner function z =?
A.m.<locals>.<listcomp>: q loop
A.m.<locals>.inner:
A.m.<locals>.<lambda>: p parameter
)");
}

TEST(Scope, TypeCheckingImportsAreMarked) {
    auto module = test::make_module(R"(
from typing import TYPE_CHECKING
if TYPE_CHECKING:
    from a import B
else:
    B = None
)");
    EXPECT_EQ(all_bindings(*module), "<module>: TYPE_CHECKING from B from! B =\n");
}

TEST(Scope, ResolvesPastClassBodies) {
    auto module = test::make_module(R"(
x = 1
class A:
    x = 2
    y = x
    def f(self):
        return x
def g():
    global x
    x = 3
    def h(): return x
)");
    const FileScope& file = module->scope();
    const Scope* top = &file.module();
    for (const auto& scope : file.scopes()) {
        const Scope* found = file.resolve("x", *scope);
        ASSERT_NE(found, nullptr) << scope->qualified_name;
        EXPECT_EQ(found, scope->qualified_name == "A" ? scope.get() : top) << scope->qualified_name;
        EXPECT_EQ(file.resolve("nothing", *scope), nullptr);
    }
}

}  // namespace
}  // namespace jitlint::analysis
