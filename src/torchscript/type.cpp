#include "torchscript/type.h"

#include <algorithm>
#include <cstring>
#include <functional>

namespace jitlint::torchscript {
namespace {

std::size_t mix(std::size_t seed, std::size_t value) { return seed ^ (value + 0x9e3779b97f4a7c15ULL + (seed << 6) + (seed >> 2)); }

std::size_t hash_of(const Type& t) {
    std::size_t h = mix(static_cast<std::size_t>(t.kind), std::hash<std::string_view>{}(t.name));
    for (TypeRef arg : t.args) h = mix(h, std::hash<const void*>{}(arg));
    for (std::string_view field : t.fields) h = mix(h, std::hash<std::string_view>{}(field));
    return mix(h, std::hash<const void*>{}(t.definition));
}

bool same(const Type& a, const Type& b) {
    return a.kind == b.kind && a.name == b.name && a.definition == b.definition && std::ranges::equal(a.args, b.args) &&
           std::ranges::equal(a.fields, b.fields);
}

/// A total order that does not depend on addresses wherever names tell types apart.
int compare(TypeRef a, TypeRef b) {
    if (a == b) return 0;
    if (a->kind != b->kind) return a->kind < b->kind ? -1 : 1;
    if (int c = a->name.compare(b->name)) return c;
    if (a->args.size() != b->args.size()) return a->args.size() < b->args.size() ? -1 : 1;
    for (std::size_t i = 0; i < a->args.size(); ++i) {
        if (int c = compare(a->args[i], b->args[i])) return c;
    }
    for (std::size_t i = 0; i < std::min(a->fields.size(), b->fields.size()); ++i) {
        if (int c = a->fields[i].compare(b->fields[i])) return c;
    }
    return std::less<const void*>{}(a->definition, b->definition) ? -1 : 1;
}

void flatten(TypeContext& context, TypeRef type, std::vector<TypeRef>& out) {
    switch (type->kind) {
        case TypeKind::Optional:
            flatten(context, type->arg(), out);
            out.push_back(context.none());
            break;
        case TypeKind::Union:
            for (TypeRef member : type->args) flatten(context, member, out);
            break;
        case TypeKind::Number:
            out.insert(out.end(), {context.integer(), context.floating(), context.complex()});
            break;
        default:
            out.push_back(type);
    }
}

}  // namespace

TypeContext::TypeContext() = default;

std::string_view TypeContext::keep(std::string_view text) {
    if (text.empty()) return {};
    char* copy = static_cast<char*>(memory_.allocate(text.size(), 1));
    std::memcpy(copy, text.data(), text.size());
    return {copy, text.size()};
}

TypeRef TypeContext::intern(Type candidate) {
    candidate.has_unknown = candidate.kind == TypeKind::Unknown || std::ranges::any_of(candidate.args, [](TypeRef arg) { return arg->has_unknown; });
    const std::size_t hash = hash_of(candidate);
    auto [begin, end] = table_.equal_range(hash);
    for (auto it = begin; it != end; ++it) {
        if (same(*it->second, candidate)) return it->second;
    }
    if (!candidate.args.empty()) {
        auto* args = static_cast<TypeRef*>(memory_.allocate(candidate.args.size_bytes(), alignof(TypeRef)));
        std::ranges::copy(candidate.args, args);
        candidate.args = {args, candidate.args.size()};
    }
    if (!candidate.fields.empty()) {
        auto* fields = static_cast<std::string_view*>(memory_.allocate(candidate.fields.size_bytes(), alignof(std::string_view)));
        for (std::size_t i = 0; i < candidate.fields.size(); ++i) fields[i] = keep(candidate.fields[i]);
        candidate.fields = {fields, candidate.fields.size()};
    }
    candidate.name = keep(candidate.name);
    TypeRef made = new (memory_.allocate(sizeof(Type), alignof(Type))) Type(candidate);
    table_.emplace(hash, made);
    return made;
}

TypeRef TypeContext::simple(TypeKind kind) {
    Type t;
    t.kind = kind;
    return intern(t);
}

TypeRef TypeContext::list(TypeRef element) { return wrap(TypeKind::List, element); }

TypeRef TypeContext::dict(TypeRef key, TypeRef value) {
    const TypeRef args[] = {key, value};
    Type t;
    t.kind = TypeKind::Dict;
    t.args = args;
    return intern(t);
}

TypeRef TypeContext::tuple(std::span<const TypeRef> elements) {
    Type t;
    t.kind = TypeKind::Tuple;
    t.args = elements;
    return intern(t);
}

TypeRef TypeContext::optional(TypeRef element) {
    switch (element->kind) {
        case TypeKind::Optional:
        case TypeKind::None:
        case TypeKind::Any:
            return element;
        case TypeKind::Union: {
            if (admits_none(element)) return element;
            const TypeRef members[] = {element, none()};
            return union_of(members);
        }
        default:
            return wrap(TypeKind::Optional, element);
    }
}

TypeRef TypeContext::union_of(std::span<const TypeRef> members) {
    std::vector<TypeRef> flat;
    for (TypeRef member : members) flatten(*this, member, flat);
    const bool has_none = std::ranges::any_of(flat, [](TypeRef t) { return t->is(TypeKind::None); });
    std::erase_if(flat, [](TypeRef t) { return t->is(TypeKind::None); });
    if (std::ranges::any_of(flat, [](TypeRef t) { return t->is(TypeKind::Unknown); })) {
        return has_none ? optional(unknown()) : unknown();
    }
    std::vector<TypeRef> kept;
    for (TypeRef type : flat) {
        TypeRef merged = type;
        for (auto it = kept.begin(); it != kept.end();) {
            TypeRef both = *it == merged ? merged : unify(*this, *it, merged);
            if (!both) {
                ++it;
                continue;
            }
            merged = both;
            it = kept.erase(it);
        }
        kept.push_back(merged);
    }
    auto holds = [&](TypeKind kind) { return std::ranges::any_of(kept, [&](TypeRef t) { return t->is(kind); }); };
    if (holds(TypeKind::Int) && holds(TypeKind::Float) && holds(TypeKind::Complex) && kept.size() == 3) kept = {number()};
    if (kept.empty()) return has_none ? none() : unknown();
    if (kept.size() == 1) return has_none ? optional(kept[0]) : kept[0];
    std::ranges::sort(kept, [](TypeRef a, TypeRef b) { return compare(a, b) < 0; });
    if (has_none) kept.push_back(none());
    Type t;
    t.kind = TypeKind::Union;
    t.args = kept;
    return intern(t);
}

TypeRef TypeContext::wrap(TypeKind kind, TypeRef element) {
    Type t;
    t.kind = kind;
    t.args = {&element, 1};
    return intern(t);
}

TypeRef TypeContext::named_tuple(std::string_view name, std::span<const std::string_view> fields, std::span<const TypeRef> types,
                                 const void* definition) {
    Type t;
    t.kind = TypeKind::NamedTuple;
    t.name = name;
    t.fields = fields;
    t.args = types;
    t.definition = definition;
    return intern(t);
}

TypeRef TypeContext::nominal(TypeKind kind, std::string_view name, const void* definition) {
    Type t;
    t.kind = kind;
    t.name = name;
    t.definition = definition;
    return intern(t);
}

TypeRef TypeContext::interface(std::string_view name, const void* definition, Conformance* conformance) {
    Type t;
    t.kind = TypeKind::Interface;
    t.name = name;
    t.definition = definition;
    t.conformance = conformance;
    return intern(t);
}

TypeRef TypeContext::variable(std::string_view name) { return nominal(TypeKind::Variable, name, nullptr); }

TypeRef without_none(TypeContext& context, TypeRef type) {
    if (type->is(TypeKind::Optional)) return type->arg();
    if (!type->is(TypeKind::Union)) return type;
    std::vector<TypeRef> rest;
    std::ranges::copy_if(type->args, std::back_inserter(rest), [](TypeRef t) { return !t->is(TypeKind::None); });
    return rest.size() == type->args.size() ? type : context.union_of(rest);
}

bool admits_none(TypeRef type) {
    switch (type->kind) {
        case TypeKind::Unknown:
        case TypeKind::None:
        case TypeKind::Any:
        case TypeKind::Optional:
            return true;
        case TypeKind::Union:
            return std::ranges::any_of(type->args, admits_none);
        default:
            return false;
    }
}

}  // namespace jitlint::torchscript
