#pragma once

#include <string_view>
#include <utility>
#include <vector>

#include "torchscript/relation.h"

namespace jitlint::torchscript {

bool has_variable(TypeRef type);

/// What the type variables of one schema stand for during one call (TypeEnv of schema matching).
class VariableBindings {
public:
    explicit VariableBindings(TypeContext& types) : types_(types) {}

    /// Gives the variables in `formal` their meaning from an argument of type `actual`.
    Answer bind(TypeRef formal, TypeRef actual);
    /// `type` with its variables replaced; null if one has no meaning yet.
    TypeRef fill(TypeRef type) const;

private:
    TypeRef* find(std::string_view name);
    TypeRef find(std::string_view name) const;
    Answer bind_variable(TypeRef formal, TypeRef actual);
    Answer bind_parts(TypeRef formal, TypeRef actual);
    void bind_unknown(TypeRef formal);

    TypeContext& types_;
    std::vector<std::pair<std::string_view, TypeRef>> bound_;
};

}  // namespace jitlint::torchscript
