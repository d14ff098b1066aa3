#include "analysis/compile/function_compiler.h"

namespace jitlint::analysis {

using namespace syntax;

namespace {

/// The list or dict type that a hint asks for, also inside an Optional; null where it asks for none.
TypeRef wanted(TypeRef hint, torchscript::TypeKind kind) {
    if (!hint) return nullptr;
    if (hint->is(kind)) return hint;
    if (hint->is(torchscript::TypeKind::Optional) && hint->arg()->is(kind)) return hint->arg();
    return nullptr;
}

bool leaves_open(TypeRef hint) {
    using Kind = torchscript::TypeKind;
    return hint && (hint->has_unknown || hint->is(Kind::Any) || hint->is(Kind::Union));
}

}  // namespace

Value FunctionCompiler::list_literal(const List& node, TypeRef hint) {
    const TypeRef list_hint = wanted(hint, Kind::List);
    const TypeRef element_hint = list_hint ? list_hint->arg() : nullptr;
    if (node.elts.empty()) {
        if (list_hint) return Value::typed(list_hint, &node);
        if (leaves_open(hint)) return Value::unknown();
        Value value = Value::typed(types_.list(types_.tensor()), &node);
        value.empty_list_literal = true;
        value.empty_literal = &node;
        return value;
    }
    TypeRef common = nullptr;
    TypeRef first = nullptr;
    TypeRef odd_type = nullptr;
    const Expr* odd = nullptr;
    bool open = false;
    bool holds_empty = false;
    for (const Expr* element : node.elts) {
        if (const auto* star = as<Starred>(element)) {
            Value value = evaluate(*star->value);
            if (value.is_type(Kind::List)) emit(ListUnpacked{element, value.type, false});
            refuse_container(value, *element, *star->value, "*");
            open = true;
            continue;
        }
        Value value = evaluate(*element, element_hint);
        if (!value.is_plain() && !value.is(ValueKind::Python)) open = true;
        if (value.empty_literal == element) holds_empty = true;
        const TypeRef type = typed(value, *element);
        if (!first) {
            first = common = type;
            continue;
        }
        TypeRef joined = torchscript::unify(types_, common, type);
        if (!joined) {
            if (!odd) {
                odd = element;
                odd_type = type;
            }
            joined = torchscript::unify_or_union(types_, common, type);
        }
        common = joined;
    }
    if (open || !common) return Value::unknown();
    if (element_hint) {
        if (!element_hint->has_unknown && !common->has_unknown && !torchscript::is_subtype(common, element_hint)) {
            emit(VariableRetyped{{}, &node, &node, list_hint, types_.list(common), false, false, {}});
            return Value::unknown();
        }
        return Value::typed(list_hint, &node);
    }
    if (odd) {
        const bool refused = session_.before(torchscript::Version::of(1, 13));
        emit(MixedLiteral{&node, first, odd_type, odd, refused, nullptr});
        // What its elements are used for afterwards is part of the same cause.
        return Value::unknown();
    }
    if (leaves_open(hint)) return Value::unknown();
    Value value = Value::typed(types_.list(common), &node);
    if (holds_empty) value.empty_literal = &node;
    return value;
}

Value FunctionCompiler::tuple_literal(const Tuple& node, TypeRef hint) {
    std::vector<TypeRef> elements;
    auto parts = std::make_shared<Values>();
    for (std::size_t i = 0; i < node.elts.size(); ++i) {
        const Expr* element = node.elts[i];
        if (const auto* star = as<Starred>(element)) {
            Value value = evaluate(*star->value);
            if (value.is_type(Kind::List)) emit(ListUnpacked{element, value.type, false});
            refuse_container(value, *element, *star->value, "*");
            if (!value.is_type(Kind::Tuple)) return Value::unknown();
            for (TypeRef type : value.type->args) {
                elements.push_back(type);
                parts->push_back(Value::typed(type));
            }
            continue;
        }
        const TypeRef element_hint = hint && hint->is(Kind::Tuple) && hint->args.size() == node.elts.size() ? hint->arg(i) : nullptr;
        Value value = evaluate(*element, element_hint);
        elements.push_back(typed(value, *element));
        parts->push_back(std::move(value));
    }
    Value value;
    value.kind = ValueKind::Typed;
    value.type = types_.tuple(elements);
    value.expression = &node;
    value.parts = std::move(parts);
    return value;
}

Value FunctionCompiler::dict_literal(const Dict& node, TypeRef hint) {
    const TypeRef dict_hint = wanted(hint, Kind::Dict);
    if (node.values.empty()) {
        if (dict_hint) return Value::typed(dict_hint, &node);
        if (leaves_open(hint)) return Value::unknown();
        Value value = Value::typed(types_.dict(types_.string(), types_.tensor()), &node);
        value.empty_literal = &node;
        return value;
    }
    TypeRef key_type = nullptr;
    TypeRef value_type = nullptr;
    TypeRef first = nullptr;
    TypeRef odd_type = nullptr;
    const Expr* odd = nullptr;
    bool open = false;
    for (std::size_t i = 0; i < node.values.size(); ++i) {
        if (!node.keys[i]) {
            open = true;  // `**mapping`: refused by the front end
            continue;
        }
        Value key = evaluate(*node.keys[i]);
        if (!key_type) {
            key_type = type_of(key);
            check_dict_key(*node.keys[i], key_type);
        }
        Value value = evaluate(*node.values[i], dict_hint ? dict_hint->arg(1) : nullptr);
        if (!value.is_plain() && !value.is(ValueKind::Python)) open = true;
        const TypeRef type = typed(value, *node.values[i]);
        if (!value_type) {
            value_type = first = type;
            continue;
        }
        TypeRef joined = torchscript::unify(types_, value_type, type);
        if (!joined) {
            if (!odd) {
                odd = node.values[i];
                odd_type = type;
            }
            joined = torchscript::unify_or_union(types_, value_type, type);
        }
        value_type = joined;
    }
    if (open || !key_type || !value_type) return Value::unknown();
    if (dict_hint) {
        if (!dict_hint->has_unknown && !value_type->has_unknown && !torchscript::is_subtype(value_type, dict_hint->arg(1))) {
            emit(VariableRetyped{{}, &node, &node, dict_hint, types_.dict(key_type, value_type), false, false, {}});
            return Value::unknown();
        }
        return Value::typed(dict_hint, &node);
    }
    if (odd) {
        const bool refused = session_.before(torchscript::Version::of(1, 13));
        emit(MixedLiteral{&node, first, odd_type, odd, refused, nullptr});
        return Value::unknown();
    }
    if (leaves_open(hint)) return Value::unknown();
    return Value::typed(types_.dict(key_type, value_type), &node);
}

void FunctionCompiler::check_dict_key(const Expr& node, TypeRef key) {
    if (key->has_unknown) return;
    switch (key->kind) {
        case Kind::List:
        case Kind::Dict:
        case Kind::Tuple:
        case Kind::NamedTuple:
        case Kind::None:
        case Kind::Optional:
        case Kind::Union:
        case Kind::Class:
        case Kind::Enum:
        case Kind::Any:
            emit(DictKeyType{&node, key});
            return;
        default:
            return;
    }
}

Value FunctionCompiler::comprehension(const Expr& node, const Expr& element, const Expr* value, Seq<Comprehension> generators, TypeRef hint) {
    if (generators.size() != 1 || !generators[0].ifs.empty() || generators[0].is_async) return Value::unknown();
    const Comprehension& generator = generators[0];
    Value iterable = evaluate(*generator.iter);
    Iteration iteration = iterate(*generator.iter, iterable);
    Scoped scoped(*this);
    const TypeRef list_hint = wanted(hint, Kind::List);
    auto one = [&](const Value& item) -> TypeRef {
        assign(*generator.target, item, generator.iter);
        Value first = evaluate(element, !value && list_hint ? list_hint->arg() : nullptr);
        const TypeRef type = typed(first, element);
        if (!value) return type;
        check_dict_key(element, type);
        Value second = evaluate(*value);
        return types_.dict(type, typed(second, *value));
    };
    TypeRef made = nullptr;
    if (iteration.items) {
        for (const Value& item : *iteration.items) {
            const TypeRef type = one(item);
            if (!made) made = type;
        }
    } else {
        made = one(iteration.element);
    }
    if (!made || made->has_unknown || leaves_open(hint)) return Value::unknown();
    if (value) return Value::typed(made, &node);
    if (list_hint && !list_hint->has_unknown && torchscript::is_subtype(made, list_hint->arg())) made = list_hint->arg();
    return Value::typed(types_.list(made), &node);
}

}  // namespace jitlint::analysis
