#pragma once

#include <cstdint>

#include "torchscript/type.h"

namespace jitlint::torchscript {

/// As `is_subtype`, telling apart what is certain from what the unknown parts leave open.
Answer subtype(TypeRef a, TypeRef b);

/// A list, dict or tuple whose elements do not matter: `b`, which may have unknown parts, takes no such container. False for a tuple where
/// a list is wanted, into which a call turns it.
bool is_other_container(TypeRef a, TypeRef b);

/// Optional, Union and number: types that stand for several.
bool is_alternatives(TypeRef type);

}  // namespace jitlint::torchscript
