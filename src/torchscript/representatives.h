#pragma once

#include "torchscript/schema.h"

namespace jitlint::torchscript {

/// The result of a call on whose unknown arguments several candidates depend, if every type that an unknown
/// argument can have (judged by what the candidates' parameters take) leads to the same one; else null.
TypeRef common_result(TypeContext& types, std::span<const Schema* const> candidates, const CallArguments& call, Rules rules, bool allow_conversions);

}  // namespace jitlint::torchscript
