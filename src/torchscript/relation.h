#pragma once

#include <cstdint>

#include "torchscript/type.h"

namespace jitlint::torchscript {

/// As `is_subtype`, telling apart what is certain from what the unknown parts leave open.
Answer subtype(TypeRef a, TypeRef b);

/// Optional, Union and number: types that stand for several.
bool is_alternatives(TypeRef type);

}  // namespace jitlint::torchscript
