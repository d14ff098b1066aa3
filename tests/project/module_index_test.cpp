#include "project/module_index.h"

#include <gtest/gtest.h>

namespace jitlint::project {
namespace {

class Modules : public testing::Test {
protected:
    void SetUp() override {
        for (const char* path : {"/w/src/pkg/__init__.py", "/w/src/pkg/net.py", "/w/src/pkg/ops/__init__.py", "/w/src/pkg/ops/conv.py",
                                 "/w/src/pkg/data/x.py", "/w/train.py", "/w/ex1/model.py", "/w/ex2/model.py", "/w/ex1/main.py"})
            files.add(path, "");
    }
    MemoryFileSystem files;
    ModuleIndex index{files};
};

TEST_F(Modules, NamesFollowPackages) {
    EXPECT_EQ(index.name_of("/w/src/pkg/ops/conv.py").dotted, "pkg.ops.conv");
    EXPECT_EQ(index.name_of("/w/src/pkg/ops/conv.py").root, "/w/src");
    EXPECT_EQ(index.name_of("/w/src/pkg/ops/__init__.py").dotted, "pkg.ops");
    EXPECT_TRUE(index.name_of("/w/src/pkg/ops/__init__.py").is_package);
    EXPECT_EQ(index.name_of("/w/train.py").dotted, "train");
    EXPECT_EQ(index.name_of("/w/src/pkg/data/x.py").dotted, "x");
    EXPECT_EQ(index.name_of("/top.py").dotted, "top");
}

TEST_F(Modules, AreFoundFromTheirRoot) {
    EXPECT_EQ(index.find("pkg.ops.conv", "/w/src"), "/w/src/pkg/ops/conv.py");
    EXPECT_EQ(index.find("pkg.ops", "/w/src"), "/w/src/pkg/ops/__init__.py");
    EXPECT_EQ(index.find("pkg.data.x", "/w/src"), "/w/src/pkg/data/x.py");
    EXPECT_EQ(index.find("pkg.gone", "/w/src"), "");
    EXPECT_EQ(index.find("numpy.linalg", "/w/src"), "");
}

TEST_F(Modules, AreFoundFromElsewhereWhereOnlyOneIsMeant) {
    EXPECT_EQ(index.find("pkg.net", "/w"), "");
    for (const char* root : {"/w", "/w/src", "/w/ex1", "/w/ex2"}) index.add_root(root);
    EXPECT_EQ(index.find("pkg.net", "/w"), "/w/src/pkg/net.py");
    EXPECT_EQ(index.find("model", "/w"), "");
    EXPECT_EQ(index.find("model", "/w/ex2"), "/w/ex2/model.py");
}

TEST_F(Modules, NamesLeadNowhereElse) {
    for (const char* name : {"", ".", "..", "pkg..net", ".pkg", "pkg.", "pkg/net", "../w/train"}) EXPECT_EQ(index.find(name, "/w/src"), "") << name;
}

}  // namespace
}  // namespace jitlint::project
