#include <gtest/gtest.h>

#include "torchscript/operators.h"

namespace jitlint::torchscript {
namespace {

class Matching : public ::testing::Test {
protected:
    /// Types of the arguments; `name=type` for keywords, `[]` for an empty literal, `self:type` for the
    /// receiver.
    MatchResult call(std::string_view op, std::initializer_list<std::string_view> arguments, Version version = kNewest) {
        operators = std::make_unique<Operators>(context, version);
        positional.clear();
        keywords.clear();
        receiver.reset();
        for (std::string_view text : arguments) {
            Actual actual;
            if (text.starts_with("self:")) {
                receiver = Actual{operators->parse_type(text.substr(5))};
                continue;
            }
            if (std::size_t equals = text.find('='); equals != std::string_view::npos) {
                actual.name = text.substr(0, equals);
                text.remove_prefix(equals + 1);
            }
            actual.empty_list_literal = text == "[]";
            actual.type = operators->parse_type(actual.empty_list_literal ? "List[Tensor]" : text);
            (actual.name.empty() ? positional : keywords).push_back(actual);
        }
        CallArguments given{receiver ? &*receiver : nullptr, positional, keywords};
        return operators->call(op, given);
    }
    std::string result(std::string_view op, std::initializer_list<std::string_view> arguments, Version version = kNewest) {
        MatchResult match = call(op, arguments, version);
        if (match.verdict == Verdict::NoMatch) return "no match";
        return to_string(match.result) + (match.verdict == Verdict::Uncertain ? " maybe" : "");
    }

    TypeContext context;
    std::unique_ptr<Operators> operators;
    std::vector<Actual> positional, keywords;
    std::optional<Actual> receiver;
};

constexpr Version k113 = Version::of(1, 13);

TEST_F(Matching, OverloadsInOrder) {
    EXPECT_EQ(result("aten::add", {"Tensor", "Tensor"}), "Tensor");
    EXPECT_EQ(result("aten::add", {"int", "int"}), "int");
    EXPECT_EQ(result("aten::add", {"int", "float"}), "float");
    EXPECT_EQ(result("aten::add", {"List[int]", "List[int]"}), "List[int]");
    EXPECT_EQ(result("aten::add", {"List[int]", "List[str]"}), "no match");
    EXPECT_EQ(result("aten::div", {"int", "int"}), "float");
    EXPECT_EQ(result("aten::mul", {"float", "Tensor"}), "Tensor");
}

TEST_F(Matching, Keywords) {
    EXPECT_EQ(result("aten::sum", {"Tensor", "dim=List[int]", "keepdim=bool"}), "Tensor");
    EXPECT_EQ(result("aten::sum", {"input=Tensor"}), "Tensor");
    EXPECT_EQ(result("aten::sum", {"Tensor", "axis=int"}), "no match");
    EXPECT_EQ(result("aten::relu", {"Tensor", "self=Tensor"}), "no match");
}

TEST_F(Matching, FixedSizeListsTakeOneNumber) {
    EXPECT_EQ(result("aten::sum", {"Tensor", "int"}), "Tensor");
    EXPECT_EQ(result("aten::avg_pool2d", {"Tensor", "int"}), "Tensor");
    EXPECT_EQ(result("aten::avg_pool2d", {"Tensor", "float"}), "no match");
}

TEST_F(Matching, RemainingArgumentsAreAList) {
    EXPECT_EQ(result("aten::zeros", {"int", "int"}), "Tensor");
    EXPECT_EQ(result("aten::view", {"self:Tensor", "int", "int"}), "Tensor");
    EXPECT_EQ(result("aten::view", {"self:Tensor", "Tuple[int, int]"}), "Tensor");
    EXPECT_EQ(result("aten::view", {"self:Tensor", "int", "str"}), "no match");
    EXPECT_EQ(result("aten::len", {"Optional[int]"}), "int");
}

TEST_F(Matching, ImplicitConversionsAreReported) {
    MatchResult match = call("aten::mul", {"int", "Tensor"});
    EXPECT_TRUE(match.conversions.empty());
    match = call("aten::select", {"self:Tensor", "int", "Tensor"});
    ASSERT_EQ(match.verdict, Verdict::Match);
    ASSERT_EQ(match.conversions.size(), 1u);
    EXPECT_EQ(match.conversions[0].argument, 1u);
    EXPECT_EQ(match.conversions[0].from, context.tensor());
    EXPECT_EQ(match.conversions[0].to, context.integer());
}

TEST_F(Matching, BoolIsANumberOnlyInLaterReleases) {
    EXPECT_EQ(result("aten::select", {"self:Tensor", "int", "bool"}), "Tensor");
    EXPECT_EQ(result("aten::select", {"self:Tensor", "int", "bool"}, k113), "no match");
}

TEST_F(Matching, TypeVariables) {
    EXPECT_EQ(result("aten::append", {"self:List[str]", "str"}), "List[str]");
    EXPECT_EQ(result("aten::append", {"self:List[str]", "int"}), "no match");
    EXPECT_EQ(result("aten::__getitem__", {"Dict[str, int]", "str"}), "int");
    EXPECT_EQ(result("aten::get", {"self:Dict[str, int]", "str"}), "Optional[int]");
}

TEST_F(Matching, EmptyListLiteralAdapts) {
    EXPECT_EQ(result("aten::extend", {"self:List[int]", "[]"}), "no match");
    EXPECT_EQ(result("aten::zeros", {"[]"}), "Tensor");
    EXPECT_EQ(result("aten::zeros", {"List[Tensor]"}), "no match");
}

TEST_F(Matching, SeveralResults) {
    MatchResult match = call("aten::max", {"Tensor", "int"});
    ASSERT_EQ(match.result->kind, TypeKind::NamedTuple);
    EXPECT_EQ(match.result->fields[0], "values");
    EXPECT_EQ(operators->member(match.result, "indices").type, context.tensor());
    EXPECT_EQ(result("aten::unbind", {"Tensor"}), "List[Tensor]");
}

TEST_F(Matching, UnknownNeverSaysNo) {
    EXPECT_EQ(result("aten::relu", {"?"}), "Tensor maybe");
    EXPECT_EQ(result("aten::add", {"?", "?"}), "? maybe");
    EXPECT_EQ(result("aten::add", {"Tensor", "?"}), "Tensor maybe");
    EXPECT_EQ(result("aten::add", {"List[?]", "List[int]"}), "List[?] maybe");
    EXPECT_EQ(result("aten::view", {"self:Tensor", "?", "int"}), "Tensor maybe");
    EXPECT_EQ(result("aten::view", {"self:Tensor", "?", "str"}), "no match");
    EXPECT_EQ(result("aten::cat", {"Tuple[?, Tensor]"}), "Tensor maybe");
    EXPECT_EQ(result("aten::cat", {"Tuple[?, int]"}), "no match");
}

TEST_F(Matching, MismatchesNameTheArgument) {
    MatchResult match = call("aten::softmax", {"Tensor", "str"});
    ASSERT_FALSE(match.mismatches.empty());
    EXPECT_EQ(match.mismatches[0].kind, Mismatch::Kind::WrongType);
    EXPECT_EQ(match.mismatches[0].argument, 1u);
    EXPECT_EQ(match.mismatches[0].parameter, "dim");
    EXPECT_EQ(match.mismatches[0].expected, context.integer());

    match = call("aten::relu", {"Tensor", "Tensor"});
    EXPECT_EQ(match.mismatches[0].kind, Mismatch::Kind::TooManyPositional);
    EXPECT_EQ(match.mismatches[0].argument, 1u);

    match = call("aten::relu", {});
    EXPECT_EQ(match.mismatches[0].kind, Mismatch::Kind::MissingArgument);

    match = call("aten::relu", {"Tensor", "inplace=bool"});
    EXPECT_EQ(match.mismatches[0].kind, Mismatch::Kind::UnknownKeyword);
    EXPECT_EQ(match.mismatches[0].argument, 1u);
}

TEST_F(Matching, Convert) {
    Operators ops(context, kNewest);
    auto converted = [&](std::string_view from, std::string_view to, bool implicit = true) -> std::string {
        auto c = ops.convert(Actual{ops.parse_type(from)}, ops.parse_type(to), implicit);
        return c ? to_string(c->type) + (c->implicit ? " implicit" : "") : "no";
    };
    EXPECT_EQ(converted("Tensor", "int"), "int implicit");
    EXPECT_EQ(converted("Tensor", "int", false), "no");
    EXPECT_EQ(converted("Tensor", "Optional[float]"), "float implicit");
    EXPECT_EQ(converted("Tensor", "bool"), "no");
    EXPECT_EQ(converted("int", "float"), "no");
    EXPECT_EQ(converted("bool", "float"), "float implicit");
    EXPECT_EQ(converted("number", "int"), "int implicit");
    EXPECT_EQ(converted("str", "torch.device"), "torch.device implicit");
    EXPECT_EQ(converted("Tuple[int, int]", "List[int]"), "List[int]");
    EXPECT_EQ(converted("Tuple[int, float]", "List[int]"), "no");
    EXPECT_EQ(converted("Tuple[Tensor, int]", "Tuple[int, int]"), "Tuple[int, int] implicit");
    EXPECT_EQ(converted("List[int]", "Tuple[int]"), "no");
    EXPECT_EQ(converted("None", "Tensor"), "no");
    EXPECT_EQ(converted("?", "Tensor"), "?");
}

}  // namespace
}  // namespace jitlint::torchscript
