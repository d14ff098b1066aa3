#include "project/path.h"

#include <gtest/gtest.h>

namespace jitlint::project {
namespace {

TEST(Paths, AreCleaned) {
    EXPECT_EQ(clean_path("./a//b/./c/"), "a/b/c");
    EXPECT_EQ(clean_path("/"), "/");
    EXPECT_EQ(clean_path("."), ".");
    EXPECT_EQ(clean_path(""), ".");
    EXPECT_EQ(clean_path("/a/../b"), "/a/../b");
}

TEST(Paths, HaveParts) {
    EXPECT_EQ(parent_path("/a/b"), "/a");
    EXPECT_EQ(parent_path("/a"), "/");
    EXPECT_EQ(parent_path("a"), ".");
    EXPECT_EQ(file_name("/a/b.py"), "b.py");
    EXPECT_EQ(file_name("b.py"), "b.py");
    EXPECT_EQ(join_path("/a", "b"), "/a/b");
    EXPECT_EQ(join_path("/", "b"), "/b");
    EXPECT_EQ(join_path("/a", "/b"), "/b");
    EXPECT_TRUE(has_parent_steps("a/../b"));
    EXPECT_FALSE(has_parent_steps("a/..b"));
}

TEST(Paths, HaveACommonFolder) {
    EXPECT_EQ(common_folder("/a/b/c", "/a/bc"), "/a");
    EXPECT_EQ(common_folder("/a/b", "/a/b"), "/a/b");
    EXPECT_EQ(common_folder("/a", "/b"), "/");
    EXPECT_TRUE(is_within("/a/b", "/a"));
    EXPECT_FALSE(is_within("/ab", "/a"));
}

TEST(Paths, AreShownFromTheWorkingFolder) {
    EXPECT_EQ(shown_path("/w/p/a.py", "/w/p"), "a.py");
    EXPECT_EQ(shown_path("/w/p", "/w/p"), ".");
    EXPECT_EQ(shown_path("/w/q/a.py", "/w/p/deep"), "../../q/a.py");
    EXPECT_EQ(shown_path("/w", "/w/p/deep"), "../..");
    EXPECT_EQ(shown_path("/usr/a.py", "/w/p"), "/usr/a.py");
    EXPECT_EQ(shown_path("/usr/a.py", "/"), "usr/a.py");
    EXPECT_EQ(shown_path("/w/caf\xE9.py", "/w"), "caf\\xe9.py");
    EXPECT_EQ(shown_path("/w/caf\xC3\xA9.py", "/w"), "caf\xC3\xA9.py");
}

}  // namespace
}  // namespace jitlint::project
