#include <algorithm>

#include "analysis/compile/function_compiler.h"

namespace jitlint::analysis {

using namespace syntax;

namespace {

bool is_empty_display(const Expr* node) {
    if (const auto* list = as<List>(node)) return list->elts.empty();
    const auto* dict = as<Dict>(node);
    return dict && dict->values.empty();
}

/// A display that is annotated with a Union or an Optional takes that type.
TypeRef as_hinted(TypeRef made, TypeRef hint) {
    using Kind = torchscript::TypeKind;
    return made->is(Kind::Unknown) || !(hint->is(Kind::Union) || hint->is(Kind::Optional)) ? made : hint;
}

}  // namespace

FunctionCompiler::Wanted FunctionCompiler::wanted(TypeRef hint, Kind kind) const {
    Wanted result;
    if (!hint) return result;
    if (hint->is(kind)) {
        result.type = hint;
    } else if (hint->is(Kind::Any)) {
        result.any = true;
    } else if (hint->is(Kind::Unknown)) {
        result.open = true;
    } else if (hint->is(Kind::Optional)) {
        if (hint->arg()->is(kind)) result.type = hint->arg();
        result.open = hint->arg()->is(Kind::Unknown);
    } else if (hint->is(Kind::Union)) {
        result.open = hint->has_unknown;
        for (TypeRef member : hint->args)
            if (member->is(kind)) result.candidates.push_back(member);
        if (result.candidates.size() == 1) {
            result.type = result.candidates.front();
            result.candidates.clear();
        }
    }
    return result;
}

TypeRef FunctionCompiler::choose(const Wanted& want, TypeRef made, const Expr& node, TypeRef hint) {
    TypeRef chosen = nullptr;
    for (TypeRef candidate : want.candidates) {
        if (candidate->is(Kind::Dict) ? !torchscript::is_subtype(made->arg(0), candidate->arg(0)) : false) continue;
        const std::size_t last = candidate->args.size() - 1;
        if (!torchscript::is_subtype(made->arg(last), candidate->arg(last))) continue;
        if (chosen) return types_.unknown();
        chosen = candidate;
    }
    if (chosen) return chosen;
    if (!made->has_unknown) emit(LiteralMismatch{&node, &node, LiteralMismatch::Why::NoMember, hint, made});
    return types_.unknown();
}

void FunctionCompiler::report_element(const Expr& node, const Expr* element, TypeRef wanted_type, TypeRef given) {
    const auto why = is_empty_display(element) ? LiteralMismatch::Why::EmptyElement : LiteralMismatch::Why::Element;
    emit(LiteralMismatch{&node, element ? element : &node, why, wanted_type, given});
}

Value FunctionCompiler::list_literal(const List& node, TypeRef hint) {
    const Wanted want = wanted(hint, Kind::List);
    if (node.elts.empty()) {
        if (want.open) return Value::unknown();
        if (want.type) return Value::typed(as_hinted(want.type, hint), &node);
        if (!want.candidates.empty()) {
            emit(LiteralMismatch{&node, &node, LiteralMismatch::Why::Ambiguous, hint, types_.list(types_.tensor())});
            return Value::unknown();
        }
        Value value = Value::typed(types_.list(types_.tensor()), &node);
        value.empty_list_literal = true;
        value.empty_literal = &node;
        return value;
    }
    bool open = want.open;
    bool holds_empty = false;
    std::vector<TypeRef> types;
    for (const Expr* element : node.elts) {
        if (const auto* star = as<Starred>(element)) {
            Value value = evaluate(*star->value);
            if (has_runtime_length(value)) emit(ListUnpacked{element, value.type, false});
            refuse_container(value, *element, *star->value, "*");
            open = true;
            continue;
        }
        Value value = evaluate(*element);
        keep(value, element);
        if (value.empty_literal == element) holds_empty = true;
        types.push_back(typed(value, *element));
    }
    if (open) return Value::unknown();
    Value value = finish_list(node, want, types, hint);
    if (holds_empty && !want.type && value.is(ValueKind::Typed)) value.empty_literal = &node;
    return value;
}

/// As emitListLiteral: the common type of the elements has to fit the annotation; without one it is the list's.
Value FunctionCompiler::finish_list(const List& node, const Wanted& want, const std::vector<TypeRef>& types, TypeRef hint) {
    TypeRef common = types.front();
    std::size_t odd = 0;
    for (std::size_t i = 1; i < types.size(); ++i) {
        TypeRef joined = torchscript::unify(types_, common, types[i]);
        if (!joined && odd == 0) odd = i;
        common = joined ? joined : torchscript::unify_or_union(types_, common, types[i]);
    }
    if (want.type) {
        const TypeRef element = want.type->arg();
        // Elements that all fit need no type in common.
        if (element->has_unknown || common->has_unknown || torchscript::is_subtype(common, element) ||
            std::all_of(types.begin(), types.end(), [&](TypeRef type) { return torchscript::is_subtype(type, element); }))
            return Value::typed(as_hinted(want.type, hint), &node);
        const auto at = std::find_if(types.begin(), types.end(), [&](TypeRef t) { return !torchscript::is_subtype(t, element); });
        const auto i = static_cast<std::size_t>(at - types.begin());
        report_element(node, i < types.size() ? node.elts[i] : nullptr, element, i < types.size() ? types[i] : common);
        return Value::unknown();
    }
    if (!want.candidates.empty()) return Value::typed(as_hinted(choose(want, types_.list(common), node, hint), hint), &node);
    const bool refused = session_.before(torchscript::Version::of(1, 13));
    if (odd && !want.any) emit(MixedLiteral{&node, types.front(), types[odd], node.elts[odd], refused, nullptr});
    if (odd && refused) return Value::unknown();
    return Value::typed(types_.list(common), &node);
}

Value FunctionCompiler::tuple_literal(const Tuple& node) {
    std::vector<TypeRef> elements;
    auto parts = std::make_shared<Values>();
    for (const Expr* element : node.elts) {
        if (const auto* star = as<Starred>(element)) {
            Value value = evaluate(*star->value);
            if (has_runtime_length(value)) emit(ListUnpacked{element, value.type, false});
            refuse_container(value, *element, *star->value, "*");
            if (!value.is_type(Kind::Tuple)) return Value::unknown();
            for (TypeRef type : value.type->args) {
                elements.push_back(type);
                parts->push_back(Value::typed(type));
            }
            continue;
        }
        Value value = evaluate(*element);
        keep(value, element);
        elements.push_back(typed(value, *element));
        if (value.is(ValueKind::Module)) value = Value::typed(elements.back(), element);
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
    const Wanted want = wanted(hint, Kind::Dict);
    if (node.values.empty()) {
        if (want.open) return Value::unknown();
        if (want.type) return Value::typed(as_hinted(want.type, hint), &node);
        if (!want.candidates.empty()) {
            emit(LiteralMismatch{&node, &node, LiteralMismatch::Why::Ambiguous, hint, types_.dict(types_.string(), types_.tensor())});
            return Value::unknown();
        }
        Value value = Value::typed(types_.dict(types_.string(), types_.tensor()), &node);
        value.empty_literal = &node;
        return value;
    }
    TypeRef key_type = nullptr;
    bool open = want.open;
    bool refused = false;
    std::vector<const Expr*> nodes;
    std::vector<TypeRef> types;
    for (std::size_t i = 0; i < node.values.size(); ++i) {
        if (!node.keys[i]) {
            open = true;  // `**mapping`: refused by the front end
            continue;
        }
        Value key = evaluate(*node.keys[i]);
        const TypeRef type = typed(key, *node.keys[i]);
        if (!key_type) {
            key_type = type;
            refused = !check_dict_key(*node.keys[i], key_type);
        } else if (!refused && type != key_type && !type->has_unknown && !key_type->has_unknown) {
            emit(LiteralMismatch{&node, node.keys[i], LiteralMismatch::Why::Key, key_type, type});
            refused = true;
        }
        Value value = evaluate(*node.values[i]);
        keep(value, node.values[i]);
        nodes.push_back(node.values[i]);
        types.push_back(typed(value, *node.values[i]));
    }
    if (open || refused || types.empty()) return Value::unknown();
    TypeRef common = types.front();
    std::size_t odd = 0;
    for (std::size_t i = 1; i < types.size(); ++i) {
        TypeRef joined = torchscript::unify(types_, common, types[i]);
        if (!joined && odd == 0) odd = i;
        common = joined ? joined : torchscript::unify_or_union(types_, common, types[i]);
    }
    if (odd && !want.type && want.candidates.empty()) {
        const bool old = session_.before(torchscript::Version::of(1, 13));
        emit(MixedLiteral{&node, types.front(), types[odd], nodes[odd], old, nullptr});
        if (old) return Value::unknown();
    }
    return finish_dict(node, want, key_type, common, nodes, types, hint);
}

Value FunctionCompiler::finish_dict(const Expr& node, const Wanted& want, TypeRef key, TypeRef made, const std::vector<const Expr*>& values,
                                    const std::vector<TypeRef>& types, TypeRef hint) {
    if (!want.candidates.empty()) return Value::typed(as_hinted(choose(want, types_.dict(key, made), node, hint), hint), &node);
    if (!want.type) return Value::typed(types_.dict(key, made), &node);
    if (!want.type->has_unknown && !key->has_unknown && key != want.type->arg(0)) {
        emit(LiteralMismatch{&node, &node, LiteralMismatch::Why::Key, want.type->arg(0), key});
        return Value::unknown();
    }
    const TypeRef element = want.type->arg(1);
    if (element->has_unknown || made->has_unknown || torchscript::is_subtype(made, element)) return Value::typed(as_hinted(want.type, hint), &node);
    for (std::size_t i = 0; i < types.size(); ++i) {
        if (torchscript::is_subtype(types[i], element)) continue;
        report_element(node, values[i], element, types[i]);
        return Value::unknown();
    }
    report_element(node, nullptr, element, made);
    return Value::unknown();
}

bool FunctionCompiler::check_dict_key(const Expr& node, TypeRef key) {
    if (key->has_unknown) return true;
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
            emit(DictKeyType{&node, key});
            return false;
        default:
            return true;
    }
}

}  // namespace jitlint::analysis
