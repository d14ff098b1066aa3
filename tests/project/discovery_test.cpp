#include "project/discovery.h"

#include <gtest/gtest.h>

#include <algorithm>

namespace jitlint::project {
namespace {

class Discover : public testing::Test {
protected:
    std::vector<std::string> shown(const std::vector<std::string>& paths, const std::string& folder = "/w") {
        last_ = discover(files, paths, folder);
        std::vector<std::string> names;
        for (const SourcePath& file : last_.files) names.push_back(file.shown);
        return names;
    }
    std::vector<std::string> problems() const {
        std::vector<std::string> out;
        for (const PathProblem& problem : last_.problems) out.push_back(problem.shown + ": " + problem.message);
        return out;
    }
    using Names = std::vector<std::string>;
    MemoryFileSystem files;
    Discovery last_;
};

TEST_F(Discover, WalksForPythonFilesInStableOrder) {
    for (const char* path : {"/w/b.py", "/w/a/z.py", "/w/a/a.py", "/w/a.txt", "/w/a.pyi", "/w/a.pyc"}) files.add(path, "");
    EXPECT_EQ(shown({"."}), (Names{"a/a.py", "a/z.py", "b.py"}));
    EXPECT_EQ(shown({"b.py", "a"}), shown({"a", "b.py"}));
}

TEST_F(Discover, ReadsNamedFilesWhateverTheyAre) {
    files.add("/w/.gitignore", "*.py\n");
    files.add("/w/build/x.py", "");
    files.add("/w/script", "");
    EXPECT_EQ(shown({"build/x.py", "script"}), (Names{"build/x.py", "script"}));
    EXPECT_TRUE(last_.files[0].named);
    EXPECT_EQ(shown({"."}), Names{});
}

TEST_F(Discover, LeavesOutToolFoldersAndEnvironments) {
    for (const char* folder : {".git", ".venv", "venv", "build", "dist", "__pycache__", "node_modules", "x.egg-info", "site-packages", "env"})
        files.add(std::string("/w/") + folder + "/a.py", "");
    EXPECT_EQ(shown({"."}), Names{"env/a.py"});
    files.add("/w/env/pyvenv.cfg", "");
    EXPECT_EQ(shown({"."}), Names{});
    EXPECT_EQ(shown({"env"}), Names{"env/a.py"});
    EXPECT_EQ(shown({"build"}), Names{"build/a.py"});
}

TEST_F(Discover, HonoursNestedIgnoreFiles) {
    files.add("/w/.git/HEAD", "");
    files.add("/w/.git/info/exclude", "secret.py\n");
    files.add("/w/.gitignore", "gen/\n*_pb2.py\n/top.py\n");
    files.add("/w/sub/.gitignore", "!keep_pb2.py\n!gen/\n/here.py\n");
    for (const char* path : {"/w/gen/a.py", "/w/sub/gen/a.py", "/w/x_pb2.py", "/w/sub/keep_pb2.py", "/w/top.py", "/w/sub/top.py", "/w/sub/here.py",
                             "/w/sub/deep/here.py", "/w/sub/secret.py"})
        files.add(path, "");
    const Names all{"sub/deep/here.py", "sub/gen/a.py", "sub/keep_pb2.py", "sub/top.py"};
    EXPECT_EQ(shown({"."}), all);
    // The outer files count as well where the walk begins further down.
    EXPECT_EQ(shown({"sub"}), all);
    EXPECT_EQ(shown({"."}, "/w/sub"), (Names{"deep/here.py", "gen/a.py", "keep_pb2.py", "top.py"}));
}

TEST_F(Discover, AWorktreeHasItsExcludesElsewhere) {
    files.add("/main/.git/info/exclude", "secret.py\n");
    files.add("/main/.git/worktrees/w/commondir", "../..\n");
    files.add("/w/.git", "gitdir: /main/.git/worktrees/w\n");
    files.add("/w/secret.py", "");
    files.add("/w/open.py", "");
    EXPECT_EQ(shown({"."}), Names{"open.py"});
}

TEST_F(Discover, ARepositoryInARepositoryHasItsOwnRules) {
    files.add("/w/.git/HEAD", "");
    files.add("/w/.gitignore", "a.py\n");
    files.add("/w/module/.git", "gitdir: elsewhere\n");
    files.add("/w/module/a.py", "");
    files.add("/w/a.py", "");
    EXPECT_EQ(shown({"."}), Names{"module/a.py"});
}

TEST_F(Discover, FindsEachFileOnce) {
    files.add("/w/real.py", "");
    files.add_link("/w/a_link.py", "real.py");
    files.add_link("/w/other", "/w");
    EXPECT_EQ(shown({".", "real.py", "./a_link.py", "/w/real.py", "other/real.py"}), Names{"real.py"});
    EXPECT_FALSE(last_.files[0].named) << "a folder has it too";
    EXPECT_EQ(shown({"a_link.py"}), Names{"a_link.py"});
    EXPECT_TRUE(last_.files[0].named);
}

TEST_F(Discover, FollowsNoLinksToFolders) {
    files.add("/w/d/a.py", "");
    files.add_link("/w/d/loop", "..");
    files.add_link("/w/d/self", "self");
    EXPECT_EQ(shown({"."}), Names{"d/a.py"});
    EXPECT_EQ(problems(), Names{});
    EXPECT_EQ(shown({"d/loop"}), Names{"d/loop/d/a.py"});
    EXPECT_EQ(shown({"d/loop", "."}), Names{"d/a.py"}) << "the real path is the better one";
}

TEST_F(Discover, SaysWhatCannotBeRead) {
    files.add("/w/a.py", "");
    files.add("/w/locked/b.py", "");
    files.add_error("/w/locked", "permission denied");
    files.add_other("/w/fifo");
    files.add_other("/w/fifo.py");
    files.add_link("/w/.#lock.py", "nobody@nowhere");
    EXPECT_EQ(shown({".", "gone.py", "fifo", ""}), Names{"a.py"});
    EXPECT_EQ(problems(), (Names{": the path is empty", "fifo: not a regular file or folder", "gone.py: no such file or directory",
                                 "locked: permission denied"}));
}

TEST_F(Discover, ParentStepsFollowLinks) {
    files.add("/far/deep/a.py", "");
    files.add("/far/b.py", "");
    files.add_link("/w/link", "/far/deep");
    EXPECT_EQ(shown({"link/../b.py"}), Names{"/far/b.py"});
    EXPECT_EQ(shown({"link/.."}), (Names{"/far/b.py", "/far/deep/a.py"}));
}

}  // namespace
}  // namespace jitlint::project
