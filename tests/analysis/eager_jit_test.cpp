#include <gtest/gtest.h>

#include "analysis/eager_dump.h"

namespace jitlint::analysis {
namespace {

std::string uses(const std::string& source) {
    auto module = test::make_module(source);
    Evaluator evaluator(nullptr);
    std::string result;
    constexpr const char* kinds[] = {"script", "trace", "trace_module"};
    for (const JitUse& use : evaluator.jit_uses(*module)) {
        result += std::to_string(module->file().source().position(use.span.begin).line) + " ";
        result += std::string(kinds[static_cast<int>(use.kind)]) + " " + test::show(use.target);
        if (!use.method.empty()) result += " ." + use.method;
        result += "\n";
    }
    return result;
}

TEST(JitUses, HoweverTorchIsImported) {
    EXPECT_EQ(uses(R"(import torch as T
from torch import jit
from torch.jit import script as s, trace
again = T.jit.script
class Net(T.nn.Module):
    def forward(self, x): return x
T.jit.script(Net())
jit.script(Net())
s(Net())
again(Net())
trace(Net(), T.rand(2))
jit.trace_module(Net(), {"forward": 1, "other": 2})
other.script(Net())
script(Net())
)"),
              R"(7 script <Net>
8 script <Net>
9 script <Net>
10 script <Net>
11 trace <Net>
12 trace_module <Net> .forward
12 trace_module <Net> .other
)");
}

TEST(JitUses, DecoratorsAndPlaces) {
    EXPECT_EQ(uses(R"(import torch
@torch.jit.script
def f(x): return x
@torch.jit.script
class P:
    pass
class M(torch.jit.ScriptModule):
    @torch.jit.script_method
    def forward(self, x): return x
def make(n):
    @torch.jit.script
    def inner(x): return x
    return torch.jit.script(lambda x: x)
def export(model):
    torch.jit.script(model)
if __name__ == "__main__":
    torch.jit.script(make)
)"),
              R"(2 script function f
4 script class P
8 script method forward
11 script function inner
13 script function <lambda>
15 script ?
17 script function make
)");
}

TEST(JitUses, WhatNamesHold) {
    EXPECT_EQ(uses(R"(import torch
from torch import nn
class A(nn.Module):
    def __init__(self, n=1):
        super().__init__()
        self.n = n
class B(nn.Module):
    pass
def build(n):
    return A(n)
m = A(4).eval()
m = m.cuda().half().to("cpu").train().requires_grad_()
torch.jit.script(m)
torch.jit.script(build(3))
for cls in [A, B]:
    net = cls()
    torch.jit.script(net)
def main(flag):
    model = A() if flag else B()
    return torch.jit.script(model)
scripted = torch.jit.script(unknown)
)"),
              R"(13 script <A>
14 script <A>
17 script <A>
17 script <B>
20 script <A>
20 script <B>
21 script ?
)");
}

TEST(JitUses, FunctionsThatScriptTheirArgument) {
    EXPECT_EQ(uses(R"(import torch
class A(torch.nn.Module):
    pass
def export(model, name):
    model.eval()
    return torch.jit.script(model)
export(A(), "a")
)"),
              "6 script <A>\n");
}

TEST(Decorations, ByWhateverName) {
    auto module = test::make_module(R"(import torch
import functools
from torch.jit import export, unused as un
_unused = torch.jit.unused
class Net:
    @torch.jit.ignore
    def a(self): pass
    @torch.jit.ignore(drop_on_export=True)
    def b(self): pass
    @_unused
    def c(self): pass
    @un
    def d(self): pass
    @export
    def e(self): pass
    @property
    def f(self): pass
    @f.setter
    def f(self, v): pass
    @staticmethod
    def g(): pass
    @torch.no_grad()
    def h(self): pass
    @functools.lru_cache(None)
    def i(self): pass
    @torch.jit._overload_method
    def j(self): pass
    @mystery
    def k(self): pass
    def l(self): pass
)");
    Evaluator evaluator(nullptr);
    std::string result;
    for (const auto& scope : module->scope().scopes()) {
        const auto* function = syntax::as<syntax::FunctionDef>(scope->node);
        if (!function) continue;
        const Decorations d = evaluator.decorations(*function, *module, *scope->parent);
        result += std::string(function->name.name) + ":";
        if (d.ignore) result += d.ignore_drop ? " ignore_drop" : " ignore";
        if (d.unused) result += " unused";
        if (d.export_) result += " export";
        if (d.property) result += " property";
        if (d.setter_or_deleter) result += " setter";
        if (d.static_method) result += " static";
        if (d.library_wrapper == torchscript::LibraryWrapper::GradMode) result += " no_grad";
        if (d.overload) result += " overload";
        if (d.unknown) result += " unknown";
        result += "\n";
    }
    EXPECT_EQ(result, R"(a: ignore
b: ignore_drop
c: unused
d: unused
e: export
f: property
f: setter
g: static
h: no_grad
i:
j: overload
k: unknown
l:
)");
}

}  // namespace
}  // namespace jitlint::analysis
