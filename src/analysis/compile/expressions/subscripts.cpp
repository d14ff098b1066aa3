#include <algorithm>

#include "analysis/compile/function_compiler.h"

namespace jitlint::analysis {

using namespace syntax;

std::optional<std::int64_t> FunctionCompiler::literal_int(const Expr& node) const {
    if (const auto* constant = as<Constant>(&node); constant && constant->constant == ConstantKind::Int && constant->int_fits)
        return constant->int_value;
    if (const auto* unary = as<UnaryOp>(&node); unary && unary->op == UnaryOperator::USub)
        if (const auto* constant = as<Constant>(unary->operand); constant && constant->constant == ConstantKind::Int && constant->int_fits)
            return -constant->int_value;
    return std::nullopt;
}

Value FunctionCompiler::slice_modules(const Subscript& node, const Slice& slice, const ModuleInstance& instance) {
    Value value;
    value.kind = ValueKind::ModuleParts;
    value.made_value = &node;
    value.instance = &instance;
    bool literal = true;
    for (const Expr* bound : {slice.lower, slice.upper, slice.step}) {
        if (!bound || literal_int(*bound)) continue;
        const auto* constant = as<Constant>(bound);
        if (constant && constant->constant == ConstantKind::None) continue;
        literal = false;
        const Value given = evaluate(*bound);
        if (!given.is(ValueKind::Typed) || given.type->has_unknown || given.constant_attribute) continue;
        emit(ModuleIndex{&node, bound, &instance, ModuleIndexProblem::SliceBound, nullptr});
        return Value::unknown();
    }
    const std::int64_t step = slice.step ? literal_int(*slice.step).value_or(1) : 1;
    if (!literal || !instance.members_complete || step == 0) return value;
    const Values members = member_values(instance);
    const auto size = static_cast<std::int64_t>(members.size());
    auto clip = [&](const Expr* bound, std::int64_t fallback) {
        if (!bound || !literal_int(*bound)) return fallback;
        std::int64_t i = *literal_int(*bound);
        if (i < 0) i += size;
        return std::clamp<std::int64_t>(i, step > 0 ? 0 : -1, step > 0 ? size : size - 1);
    };
    const std::int64_t first = clip(slice.lower, step > 0 ? 0 : size - 1);
    const std::int64_t last = clip(slice.upper, step > 0 ? size : -1);
    auto parts = std::make_shared<Values>();
    for (std::int64_t i = first; step > 0 ? i < last : i > last; i += step) {
        Value part = members[static_cast<std::size_t>(i)];
        part.made_value = &node;
        parts->push_back(std::move(part));
    }
    value.parts = std::move(parts);
    return value;
}

Value FunctionCompiler::index_modules(const Subscript& node, const Value& container) {
    const ModuleInstance& instance = *container.instance;
    const std::string_view kind = container_kind(instance);
    const bool keyed = kind == "torch.nn.ModuleDict" || kind == "torch.nn.ParameterDict";
    if (const auto* slice = as<Slice>(node.slice))
        return refuse_container(container, node, *node.value, "slice") ? Value::unknown() : slice_modules(node, *slice, instance);
    auto refuse = [&](ModuleIndexProblem problem, const For* loop = nullptr) {
        emit(ModuleIndex{&node, node.slice, &instance, problem, loop});
        return Value::unknown();
    };
    const Values members = member_values(instance);
    auto at = [&](std::int64_t index) {
        if (!instance.members_complete) return Value::unknown();
        const auto size = static_cast<std::int64_t>(members.size());
        const std::int64_t i = index < 0 ? index + size : index;
        // An empty container in a class that nothing scripts is filled by other code: Python would fail as well.
        if (size == 0 && session_.generic_root) return Value::unknown();
        if (i < 0 || i >= size) return refuse(ModuleIndexProblem::OutOfRange);
        return members[static_cast<std::size_t>(i)];
    };
    auto of_key = [&](std::string_view key) {
        for (std::size_t i = 0; i < instance.members.size(); ++i)
            if (instance.members[i].first == key) return members[i];
        return instance.members_complete ? refuse(ModuleIndexProblem::WrongKey) : Value::unknown();
    };
    using torchscript::Feature;
    const bool parameters = kind == "torch.nn.ParameterList" || kind == "torch.nn.ParameterDict";
    if (keyed) {
        const auto* key = as<Constant>(node.slice);
        if (key && key->constant == ConstantKind::Str) {
            note(node, parameters ? Feature::ParameterDictType : Feature::ModuleDictLiteralKey);
            return of_key(key->text);
        }
    } else if (auto index = literal_int(*node.slice)) {
        note(node, parameters ? Feature::ParameterListType : Feature::ModuleLiteralIndex);
        return at(*index);
    }
    // A constant of the module is as good as a literal.
    const auto* negated = as<UnaryOp>(node.slice);
    const bool minus = negated && negated->op == UnaryOperator::USub;
    const Expr& operand = minus ? *negated->operand : *node.slice;
    const Value index = evaluate(operand);
    if (index.constant_attribute && is<syntax::Attribute>(&operand)) {
        if (!keyed && index.python.is(PyKind::Int)) return at(minus ? -index.python.integer : index.python.integer);
        return keyed && index.python.is(PyKind::Str) ? of_key(index.python.text) : Value::unknown();
    }
    if (const auto* chosen = as<IfExp>(node.slice)) {
        Uncertain quiet(*this);
        if (condition(*chosen->test).outcome != Condition::Static::Dynamic) return Value::unknown();
    }
    const For* loop = nullptr;
    if (const auto* named = as<Name>(node.slice))
        for (auto it = loops_.rbegin(); it != loops_.rend() && !loop; ++it)
            if (const auto* candidate = as<For>(*it))
                if (const auto* target = as<Name>(candidate->target); target && target->id == named->id) loop = candidate;
    return refuse(ModuleIndexProblem::NotLiteral, loop);
}

/// What is not typed has no items that can be read, stored or deleted.
void FunctionCompiler::refuse_container_value(const Value& container, const Expr& node) {
    typed(container, node);
    refuse_outside(container, node);
}

Value FunctionCompiler::subscript(const Subscript& node) {
    Value container = evaluate(*node.value);
    auto open = [&] {
        evaluate_index(*node.slice);
        return Value::unknown();
    };
    if (container.is(ValueKind::Module) && container.instance) {
        const ModuleInstance& instance = *container.instance;
        if (!container_kind(instance).empty()) return index_modules(node, container);
        const bool known = instance.cls ? session_.evaluator.linearization(instance.cls).complete : !instance.external.empty();
        if (!instance.open && known) emit(NotSubscriptable{&node, nullptr, &instance});
        return open();
    }
    if (container.is(ValueKind::ModuleParts)) {
        const auto index = literal_int(*node.slice);
        if (!index || !container.parts) return open();
        const auto size = static_cast<std::int64_t>(container.parts->size());
        const std::int64_t i = *index < 0 ? *index + size : *index;
        return i >= 0 && i < size ? (*container.parts)[static_cast<std::size_t>(i)] : Value::unknown();
    }
    if (container.is(ValueKind::Class)) {
        ClassModel& model = session_.classes.model(container.cls);
        if (model.kind == ClassKind::Enum) {
            emit(EnumUse{&node, model.type, EnumProblem::Subscript, {}});
            return open();
        }
    }
    if (!container.is(ValueKind::Typed)) {
        refuse_container_value(container, *node.value);
        return open();
    }
    const TypeRef type = container.type;
    switch (type->kind) {
        case Kind::Tensor:
            return index_tensor(node, false);
        case Kind::Tuple:
        case Kind::NamedTuple:
            return index_tuple(node, container);
        case Kind::List:
        case Kind::Str:
        case Kind::Dict:
            break;
        case Kind::Optional:
            if (!type->has_unknown) emit(OptionalUse{node.value, &node, type, {}, container.module_attribute, is_checked(*node.value)});
            return open();
        case Kind::Int:
        case Kind::Float:
        case Kind::Bool:
        case Kind::None:
        case Kind::Complex:
        case Kind::Device:
        case Kind::Number:
        case Kind::Future:
        case Kind::Any:
        case Kind::AnyList:
        case Kind::AnyTuple:
        case Kind::Enum:
        case Kind::Union:
            if (!type->has_unknown && !is_filled_later(container)) emit(NotSubscriptable{&node, type, nullptr});
            return open();
        case Kind::Class:
            return index_object(node, container, nullptr, nullptr);
        default:
            return open();
    }
    return index_container(node, container);
}

}  // namespace jitlint::analysis
