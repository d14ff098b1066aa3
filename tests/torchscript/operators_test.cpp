#include "torchscript/operators.h"

#include <gtest/gtest.h>

#include "torchscript/tables.h"

namespace jitlint::torchscript {
namespace {

class Tables : public ::testing::TestWithParam<Version> {
protected:
    TypeContext context;
    Operators operators{context, GetParam()};
};

INSTANTIATE_TEST_SUITE_P(Measured, Tables, ::testing::ValuesIn(kMeasured), [](const auto& instance) {
    return "v" + std::to_string(instance.param.major()) + "_" + std::to_string(instance.param.minor());
});

TEST_P(Tables, EverySchemaParses) {
    for (const tables::Table* table : {&tables::kOperators, &tables::kHelpers}) {
        for (const tables::Key& key : table->keys) {
            for (const tables::Line& line : table->lines_of(key)) {
                std::string text = std::string(tables::text(key)).append(tables::text(line));
                EXPECT_NE(operators.parse(text), nullptr) << text;
            }
        }
    }
}

TEST_P(Tables, EveryCallableAndModuleReads) {
    std::size_t known = 0;
    for (const tables::Key& key : tables::kCallables.keys) {
        Callable c = operators.callable(tables::text(key));
        known += c.kind != CallableKind::NotKnown;
        if (c.kind == CallableKind::Operator || c.kind == CallableKind::UnknownOperator) {
            EXPECT_EQ(operators.exists(c.name), c.kind == CallableKind::Operator) << c.name;
        }
        if (c.kind == CallableKind::PythonSource && c.compiles == Verdict::Match) {
            EXPECT_FALSE(c.schemas.empty()) << tables::text(key);
        }
    }
    EXPECT_GT(known, 2000u);
    for (const tables::Key& key : tables::kModules.keys) operators.find_module_class(tables::text(key));
}

TEST_P(Tables, Members) {
    using Kind = Member::Kind;
    TypeRef tensor = context.tensor();
    EXPECT_EQ(operators.member(tensor, "shape").type, operators.parse_type("List[int]"));
    EXPECT_EQ(operators.member(tensor, "dtype").type, context.integer());
    EXPECT_EQ(operators.member(tensor, "view").op, "aten::view");
    EXPECT_EQ(operators.member(tensor, "float").kind, Kind::Cast);
    EXPECT_EQ(operators.member(tensor, "bool").kind, Kind::None);
    EXPECT_EQ(operators.member(tensor, "numpy").kind, Kind::None);
    EXPECT_EQ(operators.member(context.optional(tensor), "view").kind, Kind::None);
    EXPECT_EQ(operators.member(operators.parse_type("List[int]"), "append").kind, Kind::Method);
    EXPECT_EQ(operators.member(operators.parse_type("List[int]"), "numel").kind, Kind::None);
    EXPECT_EQ(operators.member(operators.parse_type("Dict[str, int]"), "items").kind, Kind::Method);
    EXPECT_EQ(operators.member(context.string(), "split").kind, Kind::Method);
    EXPECT_EQ(operators.member(context.device(), "type").type, context.string());
    EXPECT_EQ(operators.member(context.device(), "view").kind, Kind::None);
    EXPECT_EQ(operators.member(context.unknown(), "view").kind, Kind::Unknown);
    EXPECT_EQ(operators.member(operators.parse_type("List[?]"), "append").kind, Kind::Method);
}

TEST_P(Tables, Builtins) {
    EXPECT_EQ(operators.builtin("len").op, "aten::len");
    EXPECT_EQ(operators.builtin("int").kind, Builtin::Kind::Cast);
    EXPECT_EQ(operators.builtin("range").kind, Builtin::Kind::Form);
    EXPECT_FALSE(operators.is_builtin("map"));
    for (const tables::Key& key : tables::kBuiltins.keys) {
        Builtin b = operators.builtin(tables::text(key));
        EXPECT_TRUE(b.op.empty() || operators.exists(b.op)) << b.op;
    }
}

TEST_P(Tables, Names) {
    EXPECT_EQ(operators.callable("torch.relu").kind, CallableKind::Operator);
    EXPECT_EQ(operators.callable("torch.relu").name, "aten::relu");
    EXPECT_EQ(operators.callable("torch.ops.aten.relu").name, "aten::relu");
    EXPECT_EQ(operators.callable("torch.Tensor").kind, CallableKind::UnknownOperator);
    EXPECT_EQ(operators.callable("torch.nn.functional.relu").kind, CallableKind::PythonSource);
    EXPECT_EQ(operators.callable("torch.nn.functional.max_pool2d").kind, CallableKind::BooleanDispatch);
    ASSERT_TRUE(operators.callable("torch.nn.functional.max_pool2d").dispatch);
    EXPECT_EQ(operators.callable("torch.nn.functional.max_pool2d").dispatch->flag, "return_indices");
    const BooleanDispatch* unique = operators.callable("torch.unique").dispatch;
    ASSERT_TRUE(unique && unique->if_true.next && unique->if_false.next);
    EXPECT_EQ(unique->if_false.next->flag, "return_counts");
    EXPECT_EQ(operators.callable("torch.jit.annotate").kind, CallableKind::SpecialForm);
    EXPECT_EQ(operators.callable("torch.FloatTensor").kind, CallableKind::LegacyConstructor);
    EXPECT_EQ(operators.callable("acme.f").kind, CallableKind::NotKnown);
    EXPECT_EQ(operators.constant("torch.float32"), context.integer());
    EXPECT_EQ(operators.constant("math.pi"), context.floating());
    EXPECT_FALSE(operators.constant("torch.relu"));
}

TEST_P(Tables, ModuleClasses) {
    const ModuleClass* linear = operators.find_module_class("torch.nn.Linear");
    ASSERT_NE(linear, nullptr);
    EXPECT_EQ(operators.find_module_class("torch.nn.modules.linear.Linear"), linear);
    EXPECT_EQ(linear->canonical, "torch.nn.modules.linear.Linear");
    EXPECT_EQ(linear->bases.back(), "torch.nn.modules.module.Module");
    ASSERT_EQ(linear->forward.size(), 1u);
    EXPECT_EQ(linear->forward[0]->result, context.tensor());
    EXPECT_EQ(operators.find_module_class("torch.nn.ModuleList")->container, ModuleClass::Container::ModuleList);
    EXPECT_TRUE(operators.is_module_class("torch.nn.modules.batchnorm._BatchNorm"));
    EXPECT_TRUE(operators.is_module_class("torch.nn.Module"));
    EXPECT_FALSE(operators.is_module_class("torch.nn.Parameter"));
    const ModuleClass* pool = operators.find_module_class("torch.nn.MaxPool2d");
    EXPECT_EQ(pool->forward[0]->result, context.unknown());
    EXPECT_EQ(pool->flag, "return_indices");
    EXPECT_EQ(pool->flag_position, 4u);
    EXPECT_EQ(pool->forward_without_flag->result, context.tensor());
    EXPECT_EQ(operators.find_module_class("torch.nn.LSTM")->forward.size(), 2u);
}

TEST(TableOrder, KeysAreSorted) {
    for (const tables::Table* table : {&tables::kOperators, &tables::kHelpers, &tables::kCallables, &tables::kConstants, &tables::kMembers,
                                       &tables::kBuiltins, &tables::kModules}) {
        for (std::size_t i = 1; i < table->keys.size(); ++i) {
            ASSERT_LT(tables::text(table->keys[i - 1]), tables::text(table->keys[i]));
        }
    }
}

TEST(OperatorsOfAPoint, AreThoseOfTheNearestMeasuredRelease) {
    TypeContext context;
    EXPECT_EQ(Operators(context, Version::of(1, 0)).version(), Version::of(1, 7));
    EXPECT_EQ(Operators(context, Version::of(2, 0)).version(), Version::of(1, 13));
    EXPECT_EQ(Operators(context, kNewest).version(), Version::of(2, 14));
}

}  // namespace
}  // namespace jitlint::torchscript
