#include "report/line_hash.h"

#include <gtest/gtest.h>

namespace jitlint::report {
namespace {

using Hashes = std::vector<std::string>;

// Values that codeql-action's own tests expect.
TEST(LineHash, AsCodeScanningComputesIt) {
    EXPECT_EQ(line_hashes(""), Hashes{"c129715d7a2bc9a3:1"});
    EXPECT_EQ(line_hashes(" a\nb\n  \t\tc\n d"), (Hashes{"271789c17abda88f:1", "54703d4cd895b18:1", "180aee12dab6264:1", "a23a3dc5e078b07b:1"}));
    const Hashes greetings{"e9496ae3ebfced30:1", "fb7c023a8b9ccb3f:1", "ce8ba1a563dcdaca:1", "e20e36e16fcb0cc8:1",
                           "b3edc88f2938467e:1", "c8e28b0b4002a3a0:1", "c129715d7a2bc9a3:1"};
    EXPECT_EQ(line_hashes(" hello; \t\nworld!!!\n\n\n  \t\tGreetings\n End\n"), greetings);
    EXPECT_EQ(line_hashes(" hello; \t\nworld!!!\r\r\r  \t\tGreetings\r End\r"), greetings);
    EXPECT_EQ(line_hashes(" hello; \t\r\nworld!!!\r\n\r\n\r\n  \t\tGreetings\r\n End\r\n"), greetings);
    EXPECT_EQ(line_hashes(" hello; \t\nworld!!!\r\n\n\r  \t\tGreetings\r End\r\n"), greetings);
}

TEST(LineHash, EqualLinesAreNumbered) {
    std::string text;
    for (int i = 0; i < 10; ++i) text += "Lorem ipsum dolor sit amet.\n";
    const Hashes hashes = line_hashes(text);
    EXPECT_EQ(hashes.size(), 11U);
    EXPECT_EQ(hashes[0], "a7f2ff13bc495cf2:1");
    EXPECT_EQ(hashes[5], "a7f2ff13bc495cf2:6");
    EXPECT_EQ(hashes[6], "a7f2ff1481e87703:1");
    EXPECT_EQ(hashes[10], "c129715d7a2bc9a3:1");
}

TEST(LineHash, CharactersAreThoseOfUtf16) {
    EXPECT_NE(line_hashes("\xF0\x9F\x98\x80"), line_hashes("\xEF\xBF\xBD"));
    EXPECT_EQ(line_hashes("\xFF"), line_hashes("\xEF\xBF\xBD")) << "what is no UTF-8 is the replacement character";
}

}  // namespace
}  // namespace jitlint::report
