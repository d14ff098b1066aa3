#include <algorithm>

#include "analysis/compile/function_compiler.h"

namespace jitlint::analysis {

using namespace syntax;

namespace {

bool is_literal(const Expr* node, ConstantKind kind) {
    if (const auto* named = as<Name>(node); named && kind == ConstantKind::Ellipsis && named->id == "Ellipsis") return true;
    const auto* constant = as<Constant>(node);
    return constant && constant->constant == kind;
}

/// A display of True and False.
bool is_mask(const Expr& node) {
    const auto* list = as<List>(&node);
    return list && !list->elts.empty() && std::all_of(list->elts.begin(), list->elts.end(), [](const Expr* e) {
               return is_literal(e, ConstantKind::True) || is_literal(e, ConstantKind::False);
           });
}

}  // namespace

void FunctionCompiler::evaluate_index(const Expr& index) {
    if (const auto* slice = as<Slice>(&index)) {
        for (const Expr* bound : {slice->lower, slice->upper, slice->step})
            if (bound) evaluate(*bound);
    } else if (const auto* several = as<Tuple>(&index)) {
        for (const Expr* part : several->elts) evaluate_index(*part);
    } else if (const auto* star = as<Starred>(&index)) {
        evaluate(*star->value);
    } else if (!is_literal(&index, ConstantKind::Ellipsis)) {
        evaluate(index);
    }
}

/// Bounds and step of a slice: `aten::slice(..., int? start, int? end, int step)`.
void FunctionCompiler::check_bounds(const Subscript& node, const Slice& slice, TypeRef container) {
    for (const Expr* bound : {slice.lower, slice.upper, slice.step}) {
        if (!bound) continue;
        Value value = evaluate(*bound);
        if (value.is(ValueKind::Range) || value.is(ValueKind::Zip)) {
            emit(BadIndex{&node, bound, BadIndex::Why::SliceBound, container, nullptr});
            continue;
        }
        const TypeRef type = typed(value, *bound);
        refuse_outside(value, *bound);
        if (type->has_unknown) continue;
        torchscript::Actual actual;
        actual.type = type;
        const TypeRef integer = types_.integer();
        const bool step = bound == slice.step;
        if (session_.operators.convert(actual, step ? integer : types_.optional(integer), true)) continue;
        if (type->is(Kind::Optional) && session_.operators.convert({torchscript::without_none(types_, type)}, integer, true))
            emit(OptionalUse{bound, &node, type, {}, value.module_attribute, is_checked(*bound)});
        else
            emit(BadIndex{&node, bound, BadIndex::Why::SliceBound, container, type});
    }
}

/// One of the indices in a tensor's brackets; as handle_indexing in emitIntAndSliceIndexing.
void FunctionCompiler::check_tensor_index(const Subscript& node, const Expr& index, bool after_ellipsis) {
    if (is_literal(&index, ConstantKind::None)) return;
    Value value = evaluate(index);
    auto refuse = [&](BadIndex::Why why, TypeRef type) { emit(BadIndex{&node, &index, why, types_.tensor(), type}); };
    if (value.is(ValueKind::Slice)) return;
    if (value.is(ValueKind::Range) || value.is(ValueKind::Zip)) return refuse(BadIndex::Why::Type, nullptr);
    const TypeRef type = typed(value, index);
    refuse_outside(value, index);
    switch (type->kind) {
        case Kind::Unknown:
        case Kind::Int:
        case Kind::None:
            return;
        case Kind::List:
        case Kind::Tensor:
            break;
        case Kind::Optional:
            if (type->arg()->has_unknown || type->arg()->is(Kind::Tensor)) break;
            emit(OptionalUse{&index, &node, type, {}, value.module_attribute, is_checked(index)});
            return;
        default:
            return refuse(BadIndex::Why::Type, type);
    }
    if (after_ellipsis && !type->has_unknown) return refuse(BadIndex::Why::TensorAfterEllipsis, type);
    if (type->is(Kind::List) && (type->arg()->is(Kind::Bool) || is_mask(index))) emit(BehavesDifferently{&index, Difference::BoolMask, type});
}

Value FunctionCompiler::index_tensor(const Subscript& node, bool store) {
    const Value result = Value::typed(types_.tensor(), &node);
    const auto* tuple = as<Tuple>(node.slice);
    if (!tuple || tuple->elts.size() == 1) {
        const Expr* only = tuple ? tuple->elts[0] : node.slice;
        if (is_literal(only, ConstantKind::Ellipsis)) {
            if (!store) emit(BadIndex{&node, only, BadIndex::Why::EllipsisAlone, types_.tensor(), nullptr});
            return result;
        }
    }
    bool after_ellipsis = false;
    auto one = [&](const Expr* index) {
        if (const auto* slice = as<Slice>(index)) {
            check_bounds(node, *slice, types_.tensor());
        } else if (is_literal(index, ConstantKind::Ellipsis)) {
            if (after_ellipsis) emit(BadIndex{&node, index, BadIndex::Why::EllipsisTwice, types_.tensor(), nullptr});
            after_ellipsis = true;
        } else if (is<Starred>(index)) {
            emit(StarredRefused{index, StarredProblem::InSubscript});
        } else {
            check_tensor_index(node, *index, after_ellipsis);
        }
    };
    if (tuple && !tuple->elts.empty())
        for (const Expr* index : tuple->elts) one(index);
    else
        one(node.slice);
    return result;
}

Value FunctionCompiler::slice_tuple(const Subscript& node, const Slice& slice, const Value& tuple) {
    const TypeRef type = tuple.type;
    const auto size = static_cast<std::int64_t>(type->args.size());
    for (const Expr* bound : {slice.lower, slice.upper, slice.step}) {
        if (!bound || literal_int(*bound)) continue;
        Value value = evaluate(*bound);
        if (bound == slice.step && is_literal(bound, ConstantKind::None)) return Value::unknown();
        // A constant attribute of the module is as good as a literal.
        const bool constant = value.constant_attribute || !value.is(ValueKind::Typed) || (value.type->has_unknown);
        if (!constant) emit(BadIndex{&node, bound, BadIndex::Why::TupleSlice, type, value.type});
        return Value::unknown();
    }
    if (slice.step) note(node, torchscript::Feature::TupleSliceStep);
    if (slice.step) return Value::unknown();
    auto bound = [&](const Expr* e, std::int64_t fallback) {
        if (!e) return fallback;
        const std::int64_t i = *literal_int(*e);
        return std::clamp<std::int64_t>(i < 0 ? i + size : i, 0, size);
    };
    const std::int64_t last = bound(slice.upper, size);
    std::vector<TypeRef> elements;
    auto parts = std::make_shared<Values>();
    for (std::int64_t i = bound(slice.lower, 0); i < last; ++i) {
        parts->push_back(tuple_part(tuple, static_cast<std::size_t>(i), nullptr));
        elements.push_back(type->arg(static_cast<std::size_t>(i)));
    }
    Value value = Value::typed(types_.tuple(elements));
    value.parts = std::move(parts);
    return value;
}

Value FunctionCompiler::tuple_part(const Value& tuple, std::size_t at, const Expr* from) const {
    const bool whole = tuple.parts && tuple.parts->size() == tuple.type->args.size();
    return whole ? (*tuple.parts)[at] : Value::typed(tuple.type->arg(at), from);
}

/// As emitTupleIndex.
Value FunctionCompiler::index_tuple(const Subscript& node, const Value& tuple) {
    const TypeRef type = tuple.type;
    auto refuse = [&](BadIndex::Why why, TypeRef index_type) {
        emit(BadIndex{&node, node.slice, why, type, index_type});
        return Value::unknown();
    };
    if (const auto* slice = as<Slice>(node.slice)) return slice_tuple(node, *slice, tuple);
    if (is<Tuple>(node.slice)) return refuse(BadIndex::Why::SeveralOnOther, nullptr);
    if (is_literal(node.slice, ConstantKind::Ellipsis)) return refuse(BadIndex::Why::EllipsisAlone, nullptr);
    if (const auto index = literal_int(*node.slice)) {
        const auto size = static_cast<std::int64_t>(type->args.size());
        const std::int64_t i = *index < 0 ? *index + size : *index;
        if (i < 0 || i >= size) return refuse(BadIndex::Why::TupleRange, nullptr);
        return tuple_part(tuple, static_cast<std::size_t>(i), &node);
    }
    Value index = evaluate(*node.slice);
    if (!index.is(ValueKind::Typed) || index.type->has_unknown || index.constant_attribute) return Value::unknown();
    if (!index.type->is(Kind::Int)) return refuse(BadIndex::Why::TupleType, index.type);
    if (type->has_unknown) return Value::unknown();
    const bool alike = !type->args.empty() &&
                       std::all_of(type->args.begin(), type->args.end(), [&](TypeRef t) { return torchscript::is_subtype(t, type->args.front()); });
    return alike ? Value::typed(type->args.front(), &node) : refuse(BadIndex::Why::TupleVariable, index.type);
}

/// An item or a part of a list, str or dict.
Value FunctionCompiler::index_container(const Subscript& node, const Value& container) {
    const TypeRef type = container.type;
    if (const auto* slice = as<Slice>(node.slice)) {
        if (type->is(Kind::Dict)) {
            emit(NotSubscriptable{&node, type, nullptr});
            return Value::unknown();
        }
        check_bounds(node, *slice, type);
        if (slice->step && literal_int(*slice->step).value_or(1) < 0 && session_.before(torchscript::Version::of(1, 8)))
            emit(BehavesDifferently{&node, Difference::OldNegativeStep, type});
        return Value::typed(type, &node);
    }
    if (is_literal(node.slice, ConstantKind::Ellipsis)) {
        emit(BadIndex{&node, node.slice, BadIndex::Why::EllipsisAlone, type, nullptr});
        return Value::unknown();
    }
    if (const auto* several = as<Tuple>(node.slice); several && several->elts.size() > 1 && !type->is(Kind::Dict)) {
        emit(BadIndex{&node, node.slice, BadIndex::Why::SeveralOnOther, type, nullptr});
        return Value::unknown();
    }
    if (type->is(Kind::Str)) emit(StringAsBytes{&node, node.value, is_non_ascii(*node.value), StringAsBytes::Use::Index});
    Value index = evaluate(*node.slice);
    if (index.is(ValueKind::Slice)) return type->is(Kind::Dict) ? Value::unknown() : Value::typed(type, &node);
    if (index.is(ValueKind::Range) || index.is(ValueKind::Zip)) {
        emit(BadIndex{&node, node.slice, BadIndex::Why::Type, type, nullptr});
        return Value::unknown();
    }
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
