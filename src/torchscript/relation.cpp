#include "torchscript/relation.h"

#include <algorithm>

namespace jitlint::torchscript {
namespace {

/// How the unknown parts of types are taken.
enum class Unknowns : bool { Refuse, Accept };

bool is_tuple(TypeRef t) { return t->is(TypeKind::Tuple) || t->is(TypeKind::NamedTuple); }

bool equal(TypeRef a, TypeRef b, Unknowns unknowns) {
    if (!a->has_unknown && !b->has_unknown) return a == b;
    if (unknowns == Unknowns::Refuse) return false;
    if (a->is(TypeKind::Unknown) || b->is(TypeKind::Unknown)) return true;
    // Optional[Unknown] may turn out to be any type that None fits.
    if (a->is(TypeKind::Optional) && a->arg()->is(TypeKind::Unknown)) return admits_none(b);
    if (b->is(TypeKind::Optional) && b->arg()->is(TypeKind::Unknown)) return admits_none(a);
    return a->kind == b->kind && a->name == b->name && std::ranges::equal(a->fields, b->fields) &&
           std::ranges::equal(a->args, b->args, [&](TypeRef x, TypeRef y) { return equal(x, y, unknowns); });
}

bool subtype_of(TypeRef a, TypeRef b, Unknowns unknowns);

bool fits(Answer answer, Unknowns unknowns) { return answer == Answer::Yes || (answer == Answer::Maybe && unknowns == Unknowns::Accept); }

bool elements_fit(TypeRef a, TypeRef b, Unknowns unknowns) {
    return std::ranges::equal(a->args, b->args, [&](TypeRef x, TypeRef y) { return subtype_of(x, y, unknowns); });
}

/// `a` stands for one type.
bool single_subtype(TypeRef a, TypeRef b, Unknowns unknowns) {
    if (a == b && !a->has_unknown) return true;
    if (b->is(TypeKind::Any)) return true;
    if (a->is(TypeKind::Unknown) || b->is(TypeKind::Unknown)) return unknowns == Unknowns::Accept;
    switch (b->kind) {
        case TypeKind::Optional:
            return a->is(TypeKind::None) || subtype_of(a, b->arg(), unknowns);
        case TypeKind::Union:
            return std::ranges::any_of(b->args, [&](TypeRef member) { return subtype_of(a, member, unknowns); });
        case TypeKind::Number:
            return a->is(TypeKind::Int) || a->is(TypeKind::Float) || a->is(TypeKind::Complex);
        case TypeKind::AnyList:
            return a->is(TypeKind::List);
        case TypeKind::AnyTuple:
            return is_tuple(a);
        case TypeKind::Tuple:
            return is_tuple(a) && elements_fit(a, b, unknowns);
        case TypeKind::NamedTuple:
            return a->is(TypeKind::NamedTuple) && std::ranges::equal(a->fields, b->fields) && elements_fit(a, b, unknowns);
        case TypeKind::Future:
        case TypeKind::RRef:
        case TypeKind::Await:
            return a->is(b->kind) && elements_fit(a, b, unknowns);
        case TypeKind::Interface:
            if (!a->is(TypeKind::Class) && !a->is(TypeKind::Interface)) return false;
            return fits(b->conformance ? b->conformance->conforms(a, b) : Answer::Maybe, unknowns);
        case TypeKind::Enum:
        case TypeKind::Class:
            // AnyEnumType and AnyClassType of schemas have no definition.
            return a->is(b->kind) && (a == b || (!b->definition && b->name.starts_with("Any")));
        default:
            return equal(a, b, unknowns);
    }
}

bool subtype_of(TypeRef a, TypeRef b, Unknowns unknowns) {
    if (b->is(TypeKind::Any) || (a == b && !a->has_unknown)) return true;
    if (!is_alternatives(a)) return single_subtype(a, b, unknowns);
    if (b->is(TypeKind::Unknown)) return unknowns == Unknowns::Accept;
    if (!is_alternatives(b)) return false;
    if (a->is(TypeKind::Optional)) return admits_none(b) && subtype_of(a->arg(), b, unknowns);
    if (a->is(TypeKind::Union)) {
        return std::ranges::all_of(a->args, [&](TypeRef member) { return subtype_of(member, b, unknowns); });
    }
    if (b->is(TypeKind::Number)) return true;
    if (b->is(TypeKind::Optional)) return subtype_of(a, b->arg(), unknowns);
    return std::ranges::any_of(b->args, [](TypeRef t) { return t->is(TypeKind::Int); }) &&
           std::ranges::any_of(b->args, [](TypeRef t) { return t->is(TypeKind::Float); }) &&
           std::ranges::any_of(b->args, [](TypeRef t) { return t->is(TypeKind::Complex); });
}

/// The common type of two types of one kind with unknown parts, part by part; null where they certainly
/// differ.
TypeRef unify_parts(TypeContext& context, TypeRef a, TypeRef b) {
    if (a->args.size() != b->args.size() || a->args.empty()) return nullptr;
    std::vector<TypeRef> parts;
    for (std::size_t i = 0; i < a->args.size(); ++i) {
        if (!equal(a->args[i], b->args[i], Unknowns::Accept)) return nullptr;
        parts.push_back(a->args[i] == b->args[i] ? a->args[i] : context.unknown());
    }
    if (a->is(TypeKind::List)) return context.list(parts[0]);
    if (a->is(TypeKind::Dict)) return context.dict(parts[0], parts[1]);
    return nullptr;
}

}  // namespace

bool is_other_container(TypeRef a, TypeRef b) {
    if (!a->is(TypeKind::List) && !a->is(TypeKind::Dict) && !a->is(TypeKind::Tuple)) return false;
    if (b->is(TypeKind::Optional)) return is_other_container(a, b->arg());
    switch (b->kind) {
        case TypeKind::Tensor:
        case TypeKind::Int:
        case TypeKind::Float:
        case TypeKind::Bool:
        case TypeKind::Complex:
        case TypeKind::Str:
        case TypeKind::None:
        case TypeKind::Device:
            return true;
        case TypeKind::List:
            return a->is(TypeKind::Dict);
        case TypeKind::Dict:
            return !a->is(TypeKind::Dict);
        case TypeKind::Tuple:
            return !a->is(TypeKind::Tuple);
        default:
            return false;
    }
}

bool is_alternatives(TypeRef type) { return type->is(TypeKind::Optional) || type->is(TypeKind::Union) || type->is(TypeKind::Number); }

Answer subtype(TypeRef a, TypeRef b) {
    if (!subtype_of(a, b, Unknowns::Accept)) return Answer::No;
    return subtype_of(a, b, Unknowns::Refuse) ? Answer::Yes : Answer::Maybe;
}

bool is_subtype(TypeRef a, TypeRef b) { return subtype_of(a, b, Unknowns::Accept); }

TypeRef unify(TypeContext& context, TypeRef a, TypeRef b) {
    if (a == b) return a;
    if (a->is(TypeKind::Unknown) || b->is(TypeKind::Unknown)) return context.unknown();
    if (subtype_of(a, b, Unknowns::Refuse)) return b;
    if (subtype_of(b, a, Unknowns::Refuse)) return a;
    if (a->is(TypeKind::None)) return context.optional(b);
    if (b->is(TypeKind::None)) return context.optional(a);
    for (auto [x, y] : {std::pair{a, b}, std::pair{b, a}}) {
        if (!x->is(TypeKind::Optional)) continue;
        TypeRef other = y->is(TypeKind::Optional) ? y->arg() : y;
        if (TypeRef both = unify(context, x->arg(), other)) return context.optional(both);
        break;
    }
    if (is_tuple(a) && is_tuple(b)) {
        if (a->args.size() != b->args.size()) return nullptr;
        std::vector<TypeRef> elements;
        for (std::size_t i = 0; i < a->args.size(); ++i) {
            TypeRef both = unify(context, a->args[i], b->args[i]);
            if (!both) return nullptr;
            elements.push_back(both);
        }
        return context.tuple(elements);
    }
    if (a->kind == b->kind && a->is(TypeKind::Future)) {
        TypeRef both = unify(context, a->arg(), b->arg());
        return both ? context.wrap(TypeKind::Future, both) : nullptr;
    }
    if (!a->has_unknown && !b->has_unknown) return nullptr;
    if (a->kind == b->kind) {
        if (TypeRef both = unify_parts(context, a, b)) return both;
    }
    // What is open may still turn out to be a subtype.
    return subtype_of(a, b, Unknowns::Accept) || subtype_of(b, a, Unknowns::Accept) ? context.unknown() : nullptr;
}

TypeRef unify_or_union(TypeContext& context, TypeRef a, TypeRef b) {
    if (TypeRef both = unify(context, a, b)) return both;
    if (is_tuple(a) && is_tuple(b) && a->args.size() == b->args.size()) {
        std::vector<TypeRef> elements;
        for (std::size_t i = 0; i < a->args.size(); ++i) elements.push_back(unify_or_union(context, a->args[i], b->args[i]));
        return context.tuple(elements);
    }
    const TypeRef members[] = {a, b};
    return context.union_of(members);
}

}  // namespace jitlint::torchscript
