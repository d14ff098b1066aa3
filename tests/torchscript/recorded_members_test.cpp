#include <gtest/gtest.h>

#include <fstream>
#include <map>
#include <set>

#include "torchscript/operators.h"

/// Holds attributes and methods of built-in types against what real compilers accept.
namespace jitlint::torchscript {
namespace {

struct Row {
    std::string release, type;
    std::map<std::string, std::string> members;  // name -> type of a value, empty for methods
};

std::vector<Row> read_rows() {
    std::vector<Row> rows;
    std::ifstream file(JITLINT_SOURCE_DIR "/tests/torchscript/data/members.tsv");
    for (std::string line; std::getline(file, line);) {
        if (line.starts_with('#')) continue;
        std::size_t first = line.find('\t'), second = line.find('\t', first + 1);
        Row row{line.substr(0, first), line.substr(first + 1, second - first - 1), {}};
        std::istringstream names(line.substr(second + 1));
        for (std::string name; names >> name;) {
            std::size_t colon = name.find(':');
            row.members[name.substr(0, colon)] = colon == std::string::npos ? "" : name.substr(colon + 1);
        }
        rows.push_back(std::move(row));
    }
    return rows;
}

TEST(RecordedMembers, AreTheCompilers) {
    const std::vector<Row> rows = read_rows();
    ASSERT_GT(rows.size(), 50u);
    std::map<std::string, std::set<std::string>> names;
    for (const Row& row : rows) {
        for (const auto& [name, type] : row.members) names[row.release].insert(name);
    }
    for (const Row& row : rows) {
        TypeContext context;
        Operators operators(context, VersionSet::parse(row.release)->oldest());
        TypeRef type = operators.parse_type(row.type);
        ASSERT_NE(type, nullptr) << row.type;
        for (const std::string& name : names[row.release]) {
            const Member member = operators.member(type, name);
            const std::string where = row.release + " " + row.type + "." + name;
            auto expected = row.members.find(name);
            if (name == "unchecked_unwrap_optional") continue;
            EXPECT_EQ(member.kind != Member::Kind::None, expected != row.members.end()) << where;
            if (expected == row.members.end()) continue;
            EXPECT_EQ(member.kind == Member::Kind::Value, !expected->second.empty()) << where;
            if (member.kind == Member::Kind::Value) {
                EXPECT_EQ(member.type, operators.parse_type(expected->second)) << where;
            }
        }
    }
}

}  // namespace
}  // namespace jitlint::torchscript
