#include "project/suggest.h"

#include <gtest/gtest.h>

#include <array>

namespace jitlint::project {
namespace {

constexpr std::array<std::string_view, 4> rules{"continue-statement", "tensor-bool-method", "try-statement", "untyped-default"};

TEST(Suggestions, ComeNear) {
    EXPECT_EQ(closest_word("try-statment", rules), "try-statement");
    EXPECT_EQ(closest_word("TRY_STATEMENT", rules), "try-statement");
    EXPECT_EQ(closest_word("untpyed-default", rules), "untyped-default");
    EXPECT_EQ(closest_word("try", rules), "try-statement");
    EXPECT_EQ(closest_word("zzz", rules), "");
    EXPECT_EQ(closest_word("", rules), "");
    EXPECT_EQ(closest_word(std::string(100000, 'a'), rules), "");
    EXPECT_EQ(did_you_mean("nothing-like-it", rules), "");
}

}  // namespace
}  // namespace jitlint::project
