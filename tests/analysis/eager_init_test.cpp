#include <gtest/gtest.h>

#include "analysis/eager_dump.h"

/// What `__init__` makes of an instance, for known arguments (`made = Net(...)` at the end of the snippet)
/// and for all.
namespace jitlint::analysis {
namespace {

class EagerInit : public ::testing::Test {
protected:
    static std::string prelude() { return "import torch\nfrom torch import nn\nfrom functools import partial\nimport copy\n"; }

    const ModuleInstance* generic(const std::string& source, std::string_view name = "Net") {
        load(source);
        for (const auto& scope : module_->scope().scopes())
            if (scope->kind == ScopeKind::Class && scope->qualified_name == name)
                return evaluator_->generic_instance({module_.get(), static_cast<const syntax::ClassDef*>(scope->node)});
        return nullptr;
    }
    std::string of_all(const std::string& source, std::string_view name = "Net") {
        const ModuleInstance* instance = generic(source, name);
        return instance ? test::show(*instance) : "no class";
    }
    std::string of_made(const std::string& source) {
        load(source);
        auto made = evaluator_->lookup("made", *module_, module_->scope().module());
        if (!made) return "not bound";
        return made->is(PyKind::Module) ? test::show(*made->instance) : test::show(*made);
    }

private:
    void load(const std::string& source) {
        evaluator_.reset();
        module_ = test::make_module(prelude() + source);
        evaluator_ = std::make_unique<Evaluator>(nullptr);
    }
    std::unique_ptr<SourceModule> module_;
    std::unique_ptr<Evaluator> evaluator_;
};

TEST_F(EagerInit, AttributesByKind) {
    EXPECT_EQ(of_all(R"(
class Net(nn.Module):
    factor = 2
    hint: int
    def __init__(self, n):
        super().__init__()
        self.conv = nn.Conv2d(3, n, kernel_size=3)
        self.weight = nn.Parameter(torch.zeros(3))
        self.frozen = nn.Parameter(torch.zeros(3), requires_grad=False)
        self.register_parameter("bias", None)
        self.register_buffer("mean", torch.ones(2))
        self.register_buffer("std", None)
        self.scale = torch.tensor(1.0)
        self.names = ["a", 'b']
        self.size = (1, 2.5)
        self.mapping = {"k": 1}
        self.fn = torch.relu
        self.n = n
)"),
              R"(conv: module nn.Conv2d(3, ?, kernel_size=3)
weight: parameter Parameter!
frozen: parameter Parameter
bias: parameter None
mean: buffer Tensor
std: buffer None
scale: Tensor
names: ['a', 'b']
size: (1, 2.5)
mapping: {'k': 1}
fn: external torch.relu
n: ?
factor: class-level 2
)");
}

TEST_F(EagerInit, SuperInitInAllSpellings) {
    const std::string base =
        "class Base(nn.Module):\n    def __init__(self, n):\n        super().__init__()\n        self.n = "
        "n\n";
    for (const char* call : {"super().__init__(3)", "super(Net, self).__init__(3)", "Base.__init__(self, 3)", "super().__init__(n=3)"})
        EXPECT_EQ(of_all(base + "class Net(Base):\n    def __init__(self):\n        " + call + "\n        self.m = nn.ReLU()\n"),
                  "n: 3\nm: module nn.ReLU()\n")
            << call;
    EXPECT_EQ(of_all("class Net(nn.Module):\n    def __init__(self):\n        nn.Module.__init__(self)\n     "
                     "   self.m = nn.ReLU()\n"),
              "m: module nn.ReLU()\n");
    EXPECT_EQ(of_all("class Net(nn.Module):\n    def __init__(self):\n        self.x = 1\n"), "x: 1\nno super init\n");
    EXPECT_EQ(of_all("class Net(nn.Module):\n    def __init__(self):\n        self.x = 1\n        "
                     "super().__init__()\n"),
              "x: 1\n");
    EXPECT_EQ(of_all("class Net(nn.Module):\n    def __init__(self):\n        self.m = nn.ReLU()\n        "
                     "super().__init__()\n"),
              "m: module nn.ReLU()\nno super init\n");
    EXPECT_EQ(of_all("class Net(nn.Module):\n    x = 1\n"), "x: class-level 1\n");
}

TEST_F(EagerInit, MultipleInheritance) {
    EXPECT_EQ(of_made(R"(
class A(nn.Module):
    def __init__(self):
        super().__init__()
        self.a = 1
class B(nn.Module):
    def __init__(self):
        super().__init__()
        self.b = 2
class C(A, B):
    def __init__(self):
        super().__init__()
        self.c = 3
made = C()
)"),
              "b: 2\na: 1\nc: 3\n");
}

TEST_F(EagerInit, BranchesOnKnownAndUnknownConditions) {
    EXPECT_EQ(of_all(R"(
class Net(nn.Module):
    def __init__(self, flag, n=3):
        super().__init__()
        if True:
            self.always = 1
        else:
            self.never = 1
        if flag:
            self.sometimes = nn.ReLU()
        if flag:
            self.both = nn.ReLU()
        else:
            self.both = None
        if flag:
            self.same = nn.ReLU()
        else:
            self.same = nn.ReLU()
        self.down = nn.Identity() if flag else None
        self.text = "a" if n is None else "b"
)"),
              R"(always: 1
sometimes?: module nn.ReLU()
both: module nn.ReLU() | None
same: module nn.ReLU()
down: module nn.Identity() | None
text: 'a' | 'b'
)");
    EXPECT_EQ(of_made(R"(
class Net(nn.Module):
    def __init__(self, flag, n=3, act=None):
        super().__init__()
        act = act or nn.GELU
        self.act = act()
        if flag and n > 2 and isinstance(n, int):
            self.x = n
        elif n is None:
            self.y = 1
made = Net(True)
)"),
              "act: module nn.GELU()\nx: 3\n");
}

TEST_F(EagerInit, EarlyReturnAndRaise) {
    EXPECT_EQ(of_all(R"(
class Net(nn.Module):
    def __init__(self, flag, n):
        super().__init__()
        self.items = []
        if n < 0:
            raise ValueError(n)
        if flag:
            self.items.append(1)
            return
        self.late = 1
)"),
              "items: [1, ...]\nlate?: 1\n");
}

TEST_F(EagerInit, LoopsAreUnrolled) {
    EXPECT_EQ(of_all(R"(
class Net(nn.Module):
    def __init__(self):
        super().__init__()
        self.layers = nn.ModuleList()
        widths = [1, 2, 4]
        for i, (a, b) in enumerate(zip(widths[:-1], widths[1:])):
            if i == 5:
                break
            self.layers.append(nn.Linear(a, b))
            setattr(self, f"bn{i}", nn.BatchNorm1d(b))
            self.add_module("drop_%d" % i, nn.Dropout(0.5))
        self.more = nn.ModuleList([nn.Linear(k, k) for k in widths if k > 1])
        self.more += [nn.ReLU()]
        self.more.extend([nn.GELU()])
        self.more.insert(0, nn.Tanh())
        k = 0
        while k < 3:
            k += 2
        self.k = k
        for name in "ab":
            setattr(self, name + "_", "{}-{:02d}".format(name, 7))
)"),
              R"(layers: module nn.ModuleList(nn.Linear(1, 2), nn.Linear(2, 4))
bn0: module nn.BatchNorm1d(2)
drop_0: module nn.Dropout(0.5)
bn1: module nn.BatchNorm1d(4)
drop_1: module nn.Dropout(0.5)
more: module nn.ModuleList(nn.Tanh(), nn.Linear(2, 2), nn.Linear(4, 4), nn.ReLU(), nn.GELU())
k: 4
a_: 'a-07'
b_: 'b-07'
)");
}

TEST_F(EagerInit, LoopsOverWhatIsNotKnown) {
    EXPECT_EQ(of_all(R"(
class Net(nn.Module):
    def __init__(self, n):
        super().__init__()
        self.count = 0
        self.certain = 1
        layers = []
        for i in range(n):
            layers.append(nn.Linear(i, i))
            self.count += 1
            self.last = i
        self.layers = nn.Sequential(*layers)
        self.list = nn.ModuleList([nn.ReLU() for _ in range(n)])
)"),
              R"(count: 0 | 1 | ?int | ?
certain: 1
last?: ?int
layers: module nn.Sequential(nn.Linear(?int, ?int), ...)
list: module nn.ModuleList(nn.ReLU(), ...)
)");
}

TEST_F(EagerInit, HelpersAndFactories) {
    EXPECT_EQ(of_all(R"(
def conv(i, o, *, act=None, **kw):
    layers = [nn.Conv2d(i, o, 3, **kw)]
    if act is not None:
        layers.append(act())
    return nn.Sequential(*layers)
class Net(nn.Module):
    def __init__(self):
        super().__init__()
        def local(c):
            return nn.Linear(c, width)
        width = 7
        self.a = conv(1, 2, act=nn.ReLU, bias=False)
        self.b = self._make(2)
        self.c = local(3)
        self.d = (lambda k: nn.Linear(k, width))(4)
        norm = partial(nn.BatchNorm2d, eps=0.1)
        self.e = norm(8)
        self.f = copy.deepcopy(self.b)
        self.reset()
        self.apply(init)
        for m in self.modules():
            if isinstance(m, nn.Linear):
                nn.init.zeros_(m.weight)
    def _make(self, n):
        return nn.ModuleList(nn.Identity() for _ in range(n))
    def reset(self):
        self.ready = True
def init(m):
    if type(m) is nn.Conv2d:
        m.weight.data.fill_(1)
)"),
              R"(a: module nn.Sequential(nn.Conv2d(1, 2, 3, bias=False), nn.ReLU())
b: module nn.ModuleList(nn.Identity(), nn.Identity())
c: module nn.Linear(3, 7)
d: module nn.Linear(4, 7)
e: module nn.BatchNorm2d(8, eps=0.1)
f: module nn.ModuleList(nn.Identity(), nn.Identity())
ready: True
)");
}

TEST_F(EagerInit, UnknownActionsOpenTheInstance) {
    const std::string head =
        "from elsewhere import helper\nclass Net(nn.Module):\n    def __init__(self, name, cfg):\n        "
        "super().__init__()\n        self.a = 1\n        ";
    for (const char* action : {"setattr(self, name, 1)", "self.__dict__.update(cfg)", "helper(self)", "cfg.build(self)", "exec('self.b = 1')",
                               "[helper(s) for s in [self]]", "helper(lambda: self.b)", "helper({'k': [self]})", "vars(self).update(cfg)"})
        EXPECT_EQ(generic(head + action + "\n")->open, true) << action;
    for (const char* action : {"helper(cfg)", "print(self)", "nn.init.zeros_(self.a)", "cfg.get('x', 3)", "self.register_forward_hook(helper)",
                               "getattr(self, name)", "hasattr(self, 'b')", "torch.zeros(self.a)", "self.eval()"})
        EXPECT_EQ(test::show(*generic(head + action + "\n")), "a: 1\n") << action;
}

TEST_F(EagerInit, BasesThatAreNotKnown) {
    EXPECT_TRUE(generic("from lib import Base\nclass Net(Base):\n    def __init__(self):\n        "
                        "super().__init__()\n        self.a = 1\n")
                    ->open);
    const ModuleInstance* convolution = generic(
        "class Net(nn.Conv2d):\n    def __init__(self):\n        super().__init__(1, 2, 3)\n "
        "       self.a = 1\n");
    EXPECT_FALSE(convolution->open);
    EXPECT_EQ(convolution->base, "torch.nn.Conv2d");
    EXPECT_EQ(convolution->arguments.size(), 3U);
    EXPECT_TRUE(generic("class Net(nn.Conv2d):\n    def __init__(self):\n        super().__init__(1, 2, 3)\n"
                        "    def reset_parameters(self): self.a = 1\n")
                    ->open)
        << "the base's constructor calls it";
    EXPECT_TRUE(generic("class Net(nn.Module):\n    def __setattr__(self, name, value): pass\n")->open);
    EXPECT_FALSE(generic("class Net(nn.Module):\n    def __getattr__(self, name): return 1\n")->open) << "the compiler does not call it";
    EXPECT_EQ(of_made("class Block(nn.Sequential):\n    def __init__(self, c):\n        "
                      "super().__init__(nn.Linear(c, c), nn.ReLU())\nmade = Block(3)\n"),
              "[0]: nn.Linear(3, 3)\n[1]: nn.ReLU()\n");
}

TEST_F(EagerInit, Containers) {
    EXPECT_EQ(of_all(R"(
from collections import OrderedDict
class Net(nn.Module):
    def __init__(self, mods):
        super().__init__()
        self.a = nn.Sequential(OrderedDict([("x", nn.ReLU()), ("y", nn.Tanh())]))
        self.b = nn.ModuleDict({"k": nn.ReLU()})
        self.b["l"] = nn.Tanh()
        self.b.update({"k": nn.GELU()})
        self.c = nn.ParameterList([nn.Parameter(torch.ones(1))])
        self.d = nn.ModuleList(mods)
        self.e = nn.Sequential(*mods)
        self.f = nn.Sequential(mods)
        self.g = self.a[1]
        self.h = nn.Sequential()
        self.h.add_module("one", nn.ReLU())
        self.a[0] = nn.Identity()
        self._modules["m"] = nn.ReLU()
        self.plain = [nn.ReLU()]
)"),
              R"(a: module nn.Sequential(nn.Identity(), nn.Tanh())
b: module nn.ModuleDict(k: nn.GELU(), l: nn.Tanh())
c: module nn.ParameterList(Parameter!)
d: module nn.ModuleList(...)
e: module nn.Sequential(...)
f: module nn.Sequential(...)
g: module nn.Tanh()
h: module nn.Sequential(nn.ReLU())
m: module nn.ReLU()
plain: [nn.ReLU()]
)");
}

TEST_F(EagerInit, TryAndWith) {
    EXPECT_EQ(of_all(R"(
class Net(nn.Module):
    def __init__(self, n):
        super().__init__()
        with torch.no_grad():
            self.inside = 1
        try:
            self.tried = int(n)
        except ValueError:
            self.tried = None
        finally:
            self.last = 1
        try:
            import fancy
        except ImportError:
            raise RuntimeError
        self.fancy = fancy.Layer()
)"),
              R"(inside: 1
tried: ?int | None
last: 1
fancy: object of fancy.Layer
)");
}

TEST_F(EagerInit, DataclassesAndOtherObjects) {
    EXPECT_EQ(of_made(R"(
from dataclasses import dataclass, field
@dataclass
class Config:
    width: int
    depth: int = 2
    names: list = field(default_factory=list)
class Helper:
    def __init__(self, n):
        self.n = n
    @property
    def double(self):
        return self.n * 2
class Net(nn.Module):
    def __init__(self, cfg):
        super().__init__()
        self.cfg = cfg
        self.fc = nn.Linear(cfg.width, cfg.depth)
        self.n = Helper(4).double
        for name in cfg.names:
            setattr(self, name, 1)
made = Net(Config(8, names=["u"]))
)"),
              "cfg: object Config\nfc: module nn.Linear(8, 2)\nn: 8\nu: 1\n");
}

TEST_F(EagerInit, RecursionAndGreatWorkEnd) {
    EXPECT_EQ(of_all("class Net(nn.Module):\n    def __init__(self):\n        super().__init__()\n        "
                     "self.me = Net()\n")
                  .empty(),
              false);
    const ModuleInstance* busy = generic(R"(
class Net(nn.Module):
    def __init__(self, n):
        super().__init__()
        for a in range(1000):
            for b in range(1000):
                for c in range(1000):
                    self.x = a * b * c
        self.late = 1
)");
    ASSERT_NE(busy, nullptr);
    EXPECT_TRUE(busy->open);
    EXPECT_EQ(of_made("def f(n):\n    return f(n + 1)\nmade = f(0)\n"), "?");
    EXPECT_EQ(of_made("made = made\n"), "?");
    EXPECT_EQ(of_made("a = [1]\na.append(2)\nmade = a\n"), "[1, ...]");
}

}  // namespace
}  // namespace jitlint::analysis
