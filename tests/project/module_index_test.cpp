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
    EXPECT_EQ(index.find("pkg.ops.conv", "/w/src/main.py"), "/w/src/pkg/ops/conv.py");
    EXPECT_EQ(index.find("pkg.ops", "/w/src/main.py"), "/w/src/pkg/ops/__init__.py");
    EXPECT_EQ(index.find("pkg.data.x", "/w/src/main.py"), "/w/src/pkg/data/x.py");
    EXPECT_EQ(index.find("pkg.gone", "/w/src/main.py"), "");
    EXPECT_EQ(index.find("numpy.linalg", "/w/src/main.py"), "");
}

TEST_F(Modules, AreFoundFromElsewhereWhereOnlyOneIsMeant) {
    EXPECT_EQ(index.find("pkg.net", "/w/main.py"), "");
    for (const char* root : {"/w", "/w/src", "/w/ex1", "/w/ex2"}) index.add_root(root);
    EXPECT_EQ(index.find("pkg.net", "/w/main.py"), "/w/src/pkg/net.py");
    EXPECT_EQ(index.find("model", "/w/main.py"), "");
    EXPECT_EQ(index.find("model", "/w/ex2/main.py"), "/w/ex2/model.py");
}

TEST_F(Modules, FoldersUpToTheProjectsAreLookedIn) {
    index.set_project("/w");
    EXPECT_EQ(index.find("pkg.net", "/w/ex1/main.py"), "/w/src/pkg/net.py");
    EXPECT_EQ(index.find("train", "/w/src/pkg/net.py"), "/w/train.py");
    EXPECT_EQ(index.find("train", "/elsewhere/main.py"), "");
}

TEST_F(Modules, RelativeNamesFollowFolders) {
    EXPECT_EQ(index.find_relative(1, "net", "/w/src/pkg/__init__.py"), "/w/src/pkg/net.py");
    EXPECT_EQ(index.find_relative(2, "net", "/w/src/pkg/ops/conv.py"), "/w/src/pkg/net.py");
    EXPECT_EQ(index.find_relative(2, "", "/w/src/pkg/ops/conv.py"), "/w/src/pkg/__init__.py");
    EXPECT_EQ(index.find_relative(1, "model", "/w/ex1/main.py"), "/w/ex1/model.py");
    EXPECT_EQ(index.find_relative(9, "model", "/w/ex1/main.py"), "");
}

TEST_F(Modules, InstalledPackagesComeLast) {
    files.add("/env/lib/python3.9/site-packages/old.py", "");
    files.add("/env/lib/python3.11/site-packages/lib/__init__.py", "");
    files.add("/env/lib/python3.11/site-packages/pkg/__init__.py", "");
    files.add("/env/lib/python3.11/site-packages/pkg/extra.py", "");
    files.add("/env/bin/python3", "");
    for (const char* python : {"/env", "/env/bin/python3"})
        EXPECT_EQ(library_folders(files, python), std::vector<std::string>{"/env/lib/python3.11/site-packages"});
    index.set_search_path("/", {{}, {"/env/lib/python3.11/site-packages"}});
    EXPECT_EQ(index.find("lib", "/w/train.py"), "/env/lib/python3.11/site-packages/lib/__init__.py");
    EXPECT_EQ(index.find("pkg.extra", "/w/src/main.py"), "") << "the project's own package hides it";
    EXPECT_EQ(index.find("train", "/env/lib/python3.11/site-packages/lib/__init__.py"), "") << "a library does not see the project";
    EXPECT_TRUE(library_folders(files, "/w").empty());
}

TEST_F(Modules, NamesLeadNowhereElse) {
    for (const char* name : {"", ".", "..", "pkg..net", ".pkg", "pkg.", "pkg/net", "../w/train"})
        EXPECT_EQ(index.find(name, "/w/src/main.py"), "") << name;
}

}  // namespace
}  // namespace jitlint::project
