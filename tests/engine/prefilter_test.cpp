#include "engine/prefilter.h"

#include <gtest/gtest.h>

namespace jitlint::engine {
namespace {

TEST(Prefilter, WhatMayBeCompiledIsParsed) {
    for (const char* text : {
             "import torch\nf = torch.jit.script(g)\n",
             "from torch import jit as j\n",
             "from helpers import script\n@script\ndef f(x): return x\n",
             "from helpers import (trace,\n  x)\n",
             "from helpers import (  # ours\n    x,  # and\n    script  # too\n)\n",
             "from helpers import a, \\\n  script as s\n",
             "from helpers import *\nf = script(g)\n",
             "import helpers\nf = helpers.script(g)\n",
             "from numba import jit\nx.trace(f)\n",
             "import torch.jit as j\nf = j.trace(g, x)\n",
             "from helpers import j\nf = j . script (g)\n",
             "class Net(nn.Module):\n    pass\n",
             "class Net(Base):\n",
             "  class Net( pkg.Base ) :\n",
             "class Net(\n    nn.Module,\n):\n",
             "class Net(object, Base):\n",
             "class Net(Generic[T], Base):\n",
             "class Net(make()):\n",
             "class Net(Generic[T, U], Base[Dict[str, int]], metaclass=M):\n",
             "try:\n    from x import Base\nexcept ImportError:\n    class Base:\n        pass\nclass Net(Base):\n    pass\n",
             "class A:\n    class Base: pass\nclass Net(Base): pass\n",
             "class A: pass\nclass B(A, nn.Module): pass\n",
             "class Linear(nn.Linear): pass\n",
             "class Net(TensorMaker): pass\n",
             "class\tNet(Base):\n",
             "class \\\n Net(Base):\n",
             "if x: class Net(Base): pass\n",
             "x = 1; class Net(Base): pass\r\n",
             "\xef\xbb\xbf"
             "class Net(Base):\n",
             "x = 1\rclass Net(Base):\r",
             "class Net(Base",
         })
        EXPECT_TRUE(may_have_roots(text)) << text;
}

TEST(Prefilter, WhatSpeaksOfTorchIsParsedWhereItIsShortOrOdd) {
    const std::string plain = "import torch\n" + std::string(5000, '#');
    EXPECT_TRUE(may_have_roots("import torch\n"));
    EXPECT_FALSE(may_have_roots(plain));
    EXPECT_FALSE(may_have_roots(plain + "\njit = 1\ny = torch.trace(x)\n"));
    EXPECT_TRUE(may_have_roots(plain + "\nx = [[[[[[[[[[[[[[[[[1\n"));
    EXPECT_TRUE(may_have_roots(plain + std::string(1, '\0')));
}

TEST(Prefilter, WhatCannotBeIsNot) {
    for (const char* text : {
             "",
             "import numpy\nx = numpy.ones(3)\n",
             "class A:\n    pass\n",
             "class A():\n    pass\n",
             "class A(object):\n    def forward(self, x): pass\n",
             "class A(unittest.TestCase):\n",
             "class A(autograd.Function):\n",
             "class A( ValueError , object ):\n",
             "class A(Generic[T, U], metaclass=ABCMeta): pass\n",
             "class A(collections.namedtuple('A', 'x y')): pass\n",
             "class A: pass\nclass B(A): pass\nclass C(pkg.Protocol, B): pass\n",
             "import numpy\n# run this script, or trace\nx = numpy.trace(m)\n",
             "# the script: run it\nrun('script')\ndef trace(x): pass\n",
             "subclass of(Base)\n# a class (Base)\nx = 'description, subscript, traceback'\n",
             "classes(Base)\n",
             "class",
         })
        EXPECT_FALSE(may_have_roots(text)) << text;
}

}  // namespace
}  // namespace jitlint::engine
