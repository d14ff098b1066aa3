#include "torchscript/variables.h"

#include <algorithm>

#include "torchscript/conversion.h"

namespace jitlint::torchscript {

bool has_variable(TypeRef type) { return type->is(TypeKind::Variable) || std::ranges::any_of(type->args, has_variable); }

TypeRef* VariableBindings::find(std::string_view name) {
    auto it = std::ranges::find(bound_, name, [](const auto& entry) { return entry.first; });
    return it == bound_.end() ? nullptr : &it->second;
}

TypeRef VariableBindings::find(std::string_view name) const {
    auto it = std::ranges::find(bound_, name, [](const auto& entry) { return entry.first; });
    return it == bound_.end() ? nullptr : it->second;
}

void VariableBindings::bind_unknown(TypeRef formal) {
    if (formal->is(TypeKind::Variable)) {
        if (!find(formal->name)) bound_.emplace_back(formal->name, types_.unknown());
    }
    for (TypeRef arg : formal->args) bind_unknown(arg);
}

Answer VariableBindings::bind_variable(TypeRef formal, TypeRef actual) {
    TypeRef* known = find(formal->name);
    if (!known) {
        bound_.emplace_back(formal->name, actual);
        return Answer::Yes;
    }
    if (!unify(types_, *known, actual)) return Answer::No;
    return (*known)->has_unknown || actual->has_unknown ? Answer::Maybe : Answer::Yes;
}

Answer VariableBindings::bind_parts(TypeRef formal, TypeRef actual) {
    if (actual->args.size() != formal->args.size()) return Answer::No;
    Answer all = Answer::Yes;
    for (std::size_t i = 0; i < formal->args.size() && all != Answer::No; ++i) {
        all = std::min(all, bind(formal->args[i], actual->args[i]));
    }
    return all;
}

Answer VariableBindings::bind(TypeRef formal, TypeRef actual) {
    if (!has_variable(formal)) return Answer::Yes;
    if (formal->is(TypeKind::Variable)) return bind_variable(formal, actual);
    if (actual->is(TypeKind::Unknown)) {
        bind_unknown(formal);
        return Answer::Maybe;
    }
    switch (formal->kind) {
        case TypeKind::List: {
            if (actual->is(TypeKind::List)) return bind(formal->arg(), actual->arg());
            if (!is_tuple(actual) || actual->args.empty()) return Answer::No;
            TypeRef common = actual->args[0];
            for (TypeRef element : actual->args.subspan(1)) {
                common = unify(types_, common, element);
                if (!common) return Answer::No;
            }
            return bind(formal->arg(), common);
        }
        case TypeKind::Optional:
            if (actual->is(TypeKind::Optional)) return bind(formal->arg(), actual->arg());
            return actual->is(TypeKind::None) ? Answer::Yes : bind(formal->arg(), actual);
        case TypeKind::Tuple:
            return is_tuple(actual) ? bind_parts(formal, actual) : Answer::No;
        case TypeKind::Dict:
        case TypeKind::Future:
        case TypeKind::RRef:
        case TypeKind::Await:
            return actual->is(formal->kind) ? bind_parts(formal, actual) : Answer::No;
        default:
            return Answer::No;
    }
}

TypeRef VariableBindings::fill(TypeRef type) const {
    if (!has_variable(type)) return type;
    if (type->is(TypeKind::Variable)) return find(type->name);
    std::vector<TypeRef> parts;
    for (TypeRef arg : type->args) {
        TypeRef filled = fill(arg);
        if (!filled) return nullptr;
        parts.push_back(filled);
    }
    switch (type->kind) {
        case TypeKind::List:
            return types_.list(parts[0]);
        case TypeKind::Dict:
            return types_.dict(parts[0], parts[1]);
        case TypeKind::Optional:
            return types_.optional(parts[0]);
        case TypeKind::Tuple:
            return types_.tuple(parts);
        case TypeKind::NamedTuple:
            return types_.named_tuple(type->name, type->fields, parts);
        case TypeKind::Union:
            return types_.union_of(parts);
        default:
            return types_.wrap(type->kind, parts[0]);
    }
}

}  // namespace jitlint::torchscript
