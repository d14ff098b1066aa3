#include <gtest/gtest.h>

#include "torchscript/operators.h"
#include "torchscript/type.h"

namespace jitlint::torchscript {
namespace {

class Types : public ::testing::Test {
protected:
    TypeRef type(std::string_view text) {
        TypeRef t = operators.parse_type(text);
        EXPECT_NE(t, nullptr) << text;
        return t;
    }
    std::string unified(std::string_view a, std::string_view b) {
        TypeRef t = unify(context, type(a), type(b));
        return t ? to_string(t) : "none";
    }
    bool subtype(std::string_view a, std::string_view b) { return is_subtype(type(a), type(b)); }

    TypeContext context;
    Operators operators{context, kNewest};
};

TEST_F(Types, AreInterned) {
    EXPECT_EQ(context.list(context.integer()), context.list(context.integer()));
    EXPECT_EQ(type("int[]"), type("List[int]"));
    EXPECT_EQ(type("Tensor?"), type("Optional[Tensor]"));
    EXPECT_EQ(type("(int, str)"), type("Tuple[int, str]"));
    EXPECT_EQ(type("Dict(str, Tensor)"), type("Dict[str, Tensor]"));
    EXPECT_NE(type("List[int]"), type("List[float]"));
}

TEST_F(Types, ArePrintedAsWritten) {
    for (std::string_view text : {"Tensor", "int", "Optional[Tensor]", "List[List[int]]", "Dict[str, Tensor]", "Tuple[int, str]", "Tuple[()]",
                                  "Union[int, str]", "Future[Tensor]", "torch.device", "None", "Any", "number"}) {
        EXPECT_EQ(to_string(type(text)), text);
    }
    EXPECT_EQ(to_string(context.unknown()), "?");
}

TEST_F(Types, OptionalAndUnionCollapse) {
    EXPECT_EQ(type("Optional[Optional[int]]"), type("Optional[int]"));
    EXPECT_EQ(type("Optional[Any]"), context.any());
    EXPECT_EQ(type("Union[int, None]"), type("Optional[int]"));
    EXPECT_EQ(type("Union[int, int]"), context.integer());
    EXPECT_EQ(type("Union[int, Union[str, None]]"), type("Optional[Union[str, int]]"));
    EXPECT_EQ(type("Union[str, int]"), type("Union[int, str]"));
    EXPECT_EQ(type("Union[int, float, complex]"), context.number());
    EXPECT_EQ(type("Union[int, float, complex, None]"), type("Optional[number]"));
}

TEST_F(Types, Subtypes) {
    EXPECT_TRUE(subtype("int", "Any"));
    EXPECT_TRUE(subtype("None", "Optional[int]"));
    EXPECT_TRUE(subtype("int", "Optional[int]"));
    EXPECT_TRUE(subtype("int", "number"));
    EXPECT_TRUE(subtype("Optional[int]", "Union[int, str, None]"));
    EXPECT_TRUE(subtype("Union[int, float]", "number"));
    EXPECT_TRUE(subtype("Tuple[int, Tensor]", "Tuple[Optional[int], Tensor]"));
    EXPECT_TRUE(subtype("List[int]", "list"));
    EXPECT_TRUE(subtype("Future[int]", "Future[Optional[int]]"));

    EXPECT_FALSE(subtype("bool", "int"));
    EXPECT_FALSE(subtype("bool", "number"));
    EXPECT_FALSE(subtype("int", "float"));
    EXPECT_FALSE(subtype("Optional[int]", "int"));
    EXPECT_FALSE(subtype("List[int]", "List[Optional[int]]"));
    EXPECT_FALSE(subtype("Dict[str, int]", "Dict[str, Any]"));
    EXPECT_FALSE(subtype("Tuple[int, int]", "Tuple[int]"));
    EXPECT_FALSE(subtype("Tensor", "number"));
}

TEST_F(Types, NamedTuplesAreTheirFields) {
    const std::string_view fields[] = {"a", "b"};
    const std::string_view others[] = {"x", "y"};
    const TypeRef types[] = {context.integer(), context.string()};
    TypeRef pair = context.named_tuple("mod.Pair", fields, types);
    EXPECT_TRUE(is_subtype(pair, type("Tuple[int, str]")));
    EXPECT_FALSE(is_subtype(type("Tuple[int, str]"), pair));
    EXPECT_TRUE(is_subtype(pair, context.named_tuple("mod.Other", fields, types)));
    EXPECT_FALSE(is_subtype(pair, context.named_tuple("mod.Pair", others, types)));
    EXPECT_EQ(to_string(pair), "Pair");
}

TEST_F(Types, Unify) {
    EXPECT_EQ(unified("int", "int"), "int");
    EXPECT_EQ(unified("int", "None"), "Optional[int]");
    EXPECT_EQ(unified("Optional[int]", "int"), "Optional[int]");
    EXPECT_EQ(unified("int", "Any"), "Any");
    EXPECT_EQ(unified("int", "number"), "number");
    EXPECT_EQ(unified("Tuple[int, None]", "Tuple[int, str]"), "Tuple[int, Optional[str]]");
    EXPECT_EQ(unified("Optional[Tuple[int, None]]", "Tuple[None, int]"), "Optional[Tuple[Optional[int], Optional[int]]]");
    EXPECT_EQ(unified("int", "float"), "none");
    EXPECT_EQ(unified("Tensor", "float"), "none");
    EXPECT_EQ(unified("List[int]", "List[Tensor]"), "none");
    EXPECT_EQ(unified("Tuple[int]", "Tuple[int, int]"), "none");
    EXPECT_EQ(to_string(unify_or_union(context, type("int"), type("str"))), "Union[int, str]");
}

TEST_F(Types, UnknownFitsEverythingAndStaysUnknown) {
    EXPECT_TRUE(subtype("?", "Tensor"));
    EXPECT_TRUE(subtype("Tensor", "?"));
    EXPECT_TRUE(subtype("List[?]", "List[int]"));
    EXPECT_TRUE(subtype("Tuple[?, int]", "Tuple[str, int]"));
    EXPECT_FALSE(subtype("Tuple[?, int]", "Tuple[str, str]"));
    EXPECT_FALSE(subtype("List[?]", "Tensor"));
    EXPECT_FALSE(subtype("Optional[?]", "Tensor"));
    EXPECT_EQ(unified("?", "int"), "?");
    EXPECT_EQ(unified("List[?]", "List[int]"), "List[?]");
    EXPECT_EQ(unified("List[?]", "Tensor"), "none");
    EXPECT_EQ(type("Union[?, int]"), context.unknown());
    EXPECT_EQ(type("Union[?, None]"), type("Optional[?]"));
}

TEST_F(Types, WithoutNone) {
    EXPECT_EQ(without_none(context, type("Optional[int]")), context.integer());
    EXPECT_EQ(without_none(context, type("Union[int, str, None]")), type("Union[int, str]"));
    EXPECT_EQ(without_none(context, context.none()), context.none());
    EXPECT_TRUE(admits_none(type("Union[int, str, None]")));
    EXPECT_FALSE(admits_none(type("Union[int, str]")));
}

}  // namespace
}  // namespace jitlint::torchscript
