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

Value FunctionCompiler::slice_modules(const Slice& slice, const ModuleInstance& instance) {
    Value value;
    value.kind = ValueKind::ModuleParts;
    value.sliced_modules = true;
    value.instance = &instance;
    bool literal = true;
    for (const Expr* bound : {slice.lower, slice.upper, slice.step}) {
        if (!bound || literal_int(*bound)) continue;
        const auto* constant = as<Constant>(bound);
        if (constant && constant->constant == ConstantKind::None) continue;
        literal = false;
        evaluate(*bound);
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
        part.sliced_modules = true;
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
        return refuse_container(container, node, *node.value, "slice") ? Value::unknown() : slice_modules(*slice, instance);
    auto refuse = [&](ModuleIndexProblem problem, const For* loop = nullptr) {
        emit(ModuleIndex{&node, node.slice, &instance, problem, loop, node.slice == interface_index_});
        return Value::unknown();
    };
    const Values members = member_values(instance);
    if (keyed) {
        const auto* key = as<Constant>(node.slice);
        if (key && key->constant == ConstantKind::Str) {
            for (std::size_t i = 0; i < instance.members.size(); ++i)
                if (instance.members[i].first == key->text) return members[i];
            return instance.members_complete ? refuse(ModuleIndexProblem::WrongKey) : Value::unknown();
        }
    } else if (auto index = literal_int(*node.slice)) {
        if (!instance.members_complete) return Value::unknown();
        const auto size = static_cast<std::int64_t>(members.size());
        const std::int64_t i = *index < 0 ? *index + size : *index;
        if (i < 0 || i >= size) return refuse(ModuleIndexProblem::OutOfRange);
        return members[static_cast<std::size_t>(i)];
    }
    evaluate(*node.slice);
    // A container annotated with a module interface takes a run-time index since a release between 1.8
    // and 1.13.
    if (node.slice == interface_index_ && !session_.before(torchscript::Version::of(1, 13))) return Value::unknown();
    const For* loop = nullptr;
    if (const auto* named = as<Name>(node.slice))
        for (auto it = loops_.rbegin(); it != loops_.rend() && !loop; ++it)
            if (const auto* candidate = as<For>(*it))
                if (const auto* target = as<Name>(candidate->target); target && target->id == named->id) loop = candidate;
    return refuse(ModuleIndexProblem::NotLiteral, loop);
}

Value FunctionCompiler::index_tensor(const Subscript& node) {
    std::vector<const Expr*> indices;
    if (const auto* tuple = as<Tuple>(node.slice))
        indices.assign(tuple->elts.begin(), tuple->elts.end());
    else
        indices.push_back(node.slice);
    for (const Expr* index : indices) {
        if (const auto* slice = as<Slice>(index)) {
            for (const Expr* bound : {slice->lower, slice->upper, slice->step})
                if (bound) typed(evaluate(*bound), *bound);
            continue;
        }
        const auto* constant = as<Constant>(index);
        if (constant && (constant->constant == ConstantKind::None || constant->constant == ConstantKind::Ellipsis)) continue;
        Value value = evaluate(*index);
        const TypeRef type = typed(value, *index);
        if (type->is(Kind::Str) || type->is(Kind::Float)) emit(NotSubscriptable{&node, type, nullptr});
    }
    return Value::typed(types_.tensor(), &node);
}

Value FunctionCompiler::index_tuple(const Subscript& node, const Value& tuple) {
    const TypeRef type = tuple.type;
    const auto size = static_cast<std::int64_t>(type->args.size());
    auto part = [&](std::int64_t i) {
        const auto at = static_cast<std::size_t>(i);
        return tuple.parts && tuple.parts->size() == type->args.size() ? (*tuple.parts)[at] : Value::typed(type->arg(at), &node);
    };
    if (const auto* slice = as<Slice>(node.slice)) {
        auto bound = [&](const Expr* e, std::int64_t fallback) -> std::optional<std::int64_t> {
            if (!e) return fallback;
            const auto i = literal_int(*e);
            if (!i) return std::nullopt;
            return std::clamp<std::int64_t>(*i < 0 ? *i + size : *i, 0, size);
        };
        const auto first = bound(slice->lower, 0);
        const auto last = bound(slice->upper, size);
        if (!first || !last || slice->step) return Value::unknown();
        std::vector<TypeRef> elements;
        auto parts = std::make_shared<Values>();
        for (std::int64_t i = *first; i < *last; ++i) {
            parts->push_back(part(i));
            elements.push_back(type->arg(static_cast<std::size_t>(i)));
        }
        Value value;
        value.kind = ValueKind::Typed;
        value.type = types_.tuple(elements);
        value.parts = std::move(parts);
        return value;
    }
    if (const auto index = literal_int(*node.slice)) {
        const std::int64_t i = *index < 0 ? *index + size : *index;
        return i < 0 || i >= size ? Value::unknown() : part(i);
    }
    evaluate(*node.slice);
    const bool alike = std::all_of(type->args.begin(), type->args.end(), [&](TypeRef t) { return t == type->args.front(); });
    return alike && size > 0 ? Value::typed(type->args.front(), &node) : Value::unknown();
}

Value FunctionCompiler::subscript(const Subscript& node) {
    Value container = evaluate(*node.value);
    auto evaluate_index = [&] {
        if (!is<Slice>(node.slice)) evaluate(*node.slice);
        return Value::unknown();
    };
    if (container.is(ValueKind::Module) && container.instance) {
        const ModuleInstance& instance = *container.instance;
        if (!container_kind(instance).empty()) return index_modules(node, container);
        const bool known = instance.cls ? session_.evaluator.linearization(instance.cls).complete : !instance.external.empty();
        if (!instance.open && known) emit(NotSubscriptable{&node, nullptr, &instance});
        return evaluate_index();
    }
    if (container.is(ValueKind::ModuleParts)) {
        const auto index = literal_int(*node.slice);
        if (!index || !container.parts) return evaluate_index();
        const auto size = static_cast<std::int64_t>(container.parts->size());
        const std::int64_t i = *index < 0 ? *index + size : *index;
        return i >= 0 && i < size ? (*container.parts)[static_cast<std::size_t>(i)] : Value::unknown();
    }
    if (!container.is(ValueKind::Typed)) return evaluate_index();
    const TypeRef type = container.type;
    switch (type->kind) {
        case Kind::Tensor:
            return index_tensor(node);
        case Kind::Tuple:
        case Kind::NamedTuple:
            return index_tuple(node, container);
        case Kind::List:
        case Kind::Str:
        case Kind::Dict:
            break;
        case Kind::Optional:
            if (!type->has_unknown) emit(OptionalUse{node.value, &node, type, {}, container.module_attribute, is_checked(*node.value)});
            return evaluate_index();
        case Kind::Int:
        case Kind::Float:
        case Kind::Bool:
        case Kind::None:
        case Kind::Complex:
        case Kind::Device:
        case Kind::Number:
        case Kind::Any:
        case Kind::AnyList:
        case Kind::AnyTuple:
            emit(NotSubscriptable{&node, type, nullptr});
            return evaluate_index();
        case Kind::Union:
            if (!type->has_unknown) emit(NotSubscriptable{&node, type, nullptr});
            return evaluate_index();
        default:
            return evaluate_index();
    }
    if (const auto* slice = as<Slice>(node.slice)) {
        for (const Expr* bound : {slice->lower, slice->upper, slice->step})
            if (bound) typed(evaluate(*bound), *bound);
        Value value = Value::typed(type, &node);
        return type->is(Kind::Dict) ? Value::unknown() : value;
    }
    if (type->is(Kind::Str)) emit(StringAsBytes{&node, node.value, is_non_ascii(*node.value), StringAsBytes::Use::Index});
    Value index = evaluate(*node.slice);
    if (type->has_unknown) return type->is(Kind::List) && !type->arg()->is(Kind::Unknown) ? Value::typed(type->arg(), &node) : Value::unknown();
    Arguments args;
    args.nodes = {node.value, node.slice};
    args.positional = {actual_of(container, *node.value), actual_of(index, *node.slice)};
    args.values = {container, index};
    Value result = call_operator(node, "aten::__getitem__", "[...]", {}, std::move(args));
    const auto* display = as<List>(container.empty_literal);
    if (display && !display->elts.empty() && result.is_type(Kind::List)) {
        // An element of a list of empty lists.
        result.empty_literal = container.empty_literal;
        result.empty_statement = container.empty_statement;
        result.empty_name = container.empty_name;
    }
    return result;
}

}  // namespace jitlint::analysis
