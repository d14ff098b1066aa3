#include <gtest/gtest.h>

#include <cstdlib>
#include <fstream>
#include <map>

#include "torchscript/operators.h"

/// Holds the matcher against calls that real compilers judged (tools/torch_tables/record_calls.py).
/// JITLINT_RECORDED_CALLS names another file of rows.
namespace jitlint::torchscript {
namespace {

std::vector<std::string_view> split(std::string_view text, std::string_view separator) {
    std::vector<std::string_view> out;
    while (!text.empty()) {
        std::size_t at = text.find(separator);
        out.push_back(text.substr(0, at));
        text.remove_prefix(at == std::string_view::npos ? text.size() : at + separator.size());
    }
    return out;
}

struct Release {
    TypeContext context;
    std::unique_ptr<Operators> operators;

    TypeRef type(std::string_view text) {
        if (text == "Pair") {
            const std::string_view fields[] = {"left", "right"};
            const TypeRef types[] = {context.integer(), context.integer()};
            return context.named_tuple("Pair", fields, types);
        }
        return operators->parse_type(text);
    }

    MatchResult match(std::string_view op, std::string_view arguments, bool forget) {
        std::vector<Actual> positional, keywords;
        std::optional<Actual> receiver;
        for (std::string_view text : split(arguments, "; ")) {
            Actual actual;
            const bool is_self = text.starts_with("self:");
            if (is_self) text.remove_prefix(5);
            if (std::size_t equals = text.find('='); equals != std::string_view::npos) {
                actual.name = text.substr(0, equals);
                text.remove_prefix(equals + 1);
            }
            actual.empty_list_literal = text == "[]";
            actual.type = actual.empty_list_literal ? context.list(context.tensor()) : type(text);
            if (forget && (positional.size() + keywords.size()) % 2 == 0) actual = {context.unknown(), false, actual.name};
            if (is_self) {
                receiver = actual;
            } else {
                (actual.name.empty() ? positional : keywords).push_back(actual);
            }
        }
        if (receiver && !receiver->type->has_unknown) {
            if (operators->member(receiver->type, op.substr(6)).kind != Member::Kind::Method) return {};
        }
        return operators->call(op, {receiver ? &*receiver : nullptr, positional, keywords});
    }
};

class RecordedCalls : public ::testing::Test {
protected:
    void SetUp() override {
        const char* other = std::getenv("JITLINT_RECORDED_CALLS");
        std::ifstream file(other ? other : JITLINT_SOURCE_DIR "/tests/torchscript/data/recorded_calls.tsv");
        ASSERT_TRUE(file.is_open());
        for (std::string line; std::getline(file, line);) {
            if (!line.starts_with('#')) lines.push_back(line);
        }
        ASSERT_GT(lines.size(), 1000u);
    }
    Release& release(std::string_view name) {
        auto& made = releases[std::string(name)];
        if (!made) {
            made = std::make_unique<Release>();
            made->operators = std::make_unique<Operators>(made->context, VersionSet::parse(name)->oldest());
        }
        return *made;
    }
    template <class F>
    void each(F f) {
        for (const std::string& line : lines) {
            auto row = split(line, "\t");
            if (row.size() == 3) row.insert(row.begin() + 2, "");
            ASSERT_EQ(row.size(), 4u) << line;
            f(release(row[0]), row, line);
        }
    }

    std::vector<std::string> lines;
    std::map<std::string, std::unique_ptr<Release>> releases;
};

TEST_F(RecordedCalls, AreJudgedAsTheCompilerDid) {
    each([](Release& release, const auto& row, const std::string& line) {
        MatchResult match = release.match(row[1], row[2], false);
        std::string judged = match.verdict == Verdict::NoMatch ? "no" : to_string(match.result);
        std::string expected = row[3] == "no" ? "no" : to_string(release.type(row[3]));
        EXPECT_EQ(judged, expected) << line;
        EXPECT_NE(match.verdict, Verdict::Uncertain) << line;
    });
}

/// With types forgotten, what the compiler accepts is never refused, and no other result is claimed.
TEST_F(RecordedCalls, AreNeverRefusedForWantOfTypes) {
    std::size_t accepted = 0, typed = 0;
    each([&](Release& release, const auto& row, const std::string& line) {
        if (row[3] == "no") return;
        ++accepted;
        MatchResult match = release.match(row[1], row[2], true);
        EXPECT_NE(match.verdict, Verdict::NoMatch) << line;
        if (!match.result || match.result->has_unknown) return;
        ++typed;
        EXPECT_EQ(to_string(match.result), to_string(release.type(row[3]))) << line;
    });
    RecordProperty("accepted", static_cast<int>(accepted));
    RecordProperty("typed", static_cast<int>(typed));
    std::printf("%zu accepted calls, %zu of them typed with every other type forgotten\n", accepted, typed);
}

}  // namespace
}  // namespace jitlint::torchscript
