#include "project/ignore_rules.h"

#include <gtest/gtest.h>

#include <string>

namespace jitlint::project {
namespace {

using Verdict = IgnoreRules::Verdict;

Verdict verdict(std::string_view rules, std::string_view path, bool is_directory = false) {
    return IgnoreRules::parse(rules).match(path, is_directory);
}
bool ignored(std::string_view rules, std::string_view path, bool is_directory = false) {
    return verdict(rules, path, is_directory) == Verdict::Ignore;
}

// Every expectation here is what `git check-ignore` says.
TEST(Globs, StarsStopAtSlashes) {
    EXPECT_TRUE(matches_glob("*.py", "a.py"));
    EXPECT_FALSE(matches_glob("*.py", "d/a.py"));
    EXPECT_TRUE(matches_glob("a*b*c", "aXbYbZc"));
    EXPECT_FALSE(matches_glob("a*c", "a/c"));
    EXPECT_TRUE(matches_glob("d/?.py", "d/a.py"));
    EXPECT_FALSE(matches_glob("d?a.py", "d/a.py"));
}

TEST(Globs, DoubleStarsCrossSlashes) {
    EXPECT_TRUE(matches_glob("**/a.py", "a.py"));
    EXPECT_TRUE(matches_glob("**/a.py", "d/e/a.py"));
    EXPECT_TRUE(matches_glob("d/**/a.py", "d/a.py"));
    EXPECT_TRUE(matches_glob("d/**/a.py", "d/e/f/a.py"));
    EXPECT_FALSE(matches_glob("d/**/a.py", "da.py"));
    EXPECT_TRUE(matches_glob("d/**", "d/e/f"));
    EXPECT_FALSE(matches_glob("d/**", "d"));
    EXPECT_TRUE(matches_glob("**/x*/**/y", "a/xb/c/d/y"));
    EXPECT_TRUE(matches_glob("**/x*/y", "x1/z/x2/y"));
    // Between letters two stars are one.
    EXPECT_FALSE(matches_glob("a**c", "ab/c"));
}

TEST(Globs, Brackets) {
    EXPECT_TRUE(matches_glob("[a-c]x", "bx"));
    EXPECT_FALSE(matches_glob("[!a-c]x", "bx"));
    EXPECT_TRUE(matches_glob("[^a-c]x", "dx"));
    EXPECT_TRUE(matches_glob("[]-]x", "]x"));
    EXPECT_TRUE(matches_glob("[[:digit:][:upper:]]x", "Qx"));
    EXPECT_FALSE(matches_glob("[[:digit:]]x", "Qx"));
    EXPECT_TRUE(matches_glob("[\\]]x", "]x"));
    EXPECT_FALSE(matches_glob("a[!b]c", "a/c"));
    EXPECT_TRUE(matches_glob("\\*x", "*x"));
    EXPECT_FALSE(matches_glob("\\*x", "ax"));
}

TEST(Globs, HostilePatternsTakeNoExponentialTime) {
    std::string pattern;
    for (int i = 0; i < 200; ++i) pattern += "*a";
    EXPECT_FALSE(matches_glob(pattern + "b", std::string(5000, 'a')));
    std::string folders;
    for (int i = 0; i < 200; ++i) folders += "**/a*/";
    std::string path;
    for (int i = 0; i < 2000; ++i) path += "ab/";
    EXPECT_FALSE(matches_glob(folders + "x", path + "y"));
}

TEST(IgnoreRules, NamesMatchAtAnyDepth) {
    EXPECT_TRUE(ignored("a.py", "d/e/a.py"));
    EXPECT_TRUE(ignored("a.py\n", "a.py"));
    EXPECT_FALSE(ignored("/a.py", "d/a.py"));
    EXPECT_TRUE(ignored("/a.py", "a.py"));
    EXPECT_TRUE(ignored("d/a.py", "d/a.py"));
    EXPECT_FALSE(ignored("d/a.py", "e/d/a.py"));
}

TEST(IgnoreRules, TrailingSlashMeansFolders) {
    EXPECT_TRUE(ignored("gen/", "gen", true));
    EXPECT_FALSE(ignored("gen/", "gen", false));
    EXPECT_TRUE(ignored("gen/", "d/gen", true));
    EXPECT_TRUE(ignored("gen", "gen", false));
}

TEST(IgnoreRules, TheLastMatchCounts) {
    EXPECT_EQ(verdict("*.py\n!keep.py", "keep.py"), Verdict::Keep);
    EXPECT_EQ(verdict("!keep.py\n*.py", "keep.py"), Verdict::Ignore);
    EXPECT_EQ(verdict("*.txt", "keep.py"), Verdict::NoMatch);
}

TEST(IgnoreRules, CommentsBlanksAndEscapes) {
    EXPECT_FALSE(ignored("# a.py\n\n   \n", "# a.py"));
    EXPECT_TRUE(ignored("\\#a", "#a"));
    EXPECT_TRUE(ignored("\\!a", "!a"));
    EXPECT_TRUE(ignored("a   ", "a"));
    EXPECT_TRUE(ignored("a\\ ", "a "));
    EXPECT_TRUE(ignored("a.py\r\nb.py\r\n", "b.py"));
    EXPECT_TRUE(
        ignored("\xEF\xBB\xBF"
                "a.py\n",
                "a.py"));
    EXPECT_TRUE(IgnoreRules::parse("/\n!\n# x").empty());
}

}  // namespace
}  // namespace jitlint::project
