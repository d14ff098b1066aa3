#pragma once

#include "torchscript/relation.h"
#include "torchscript/schema.h"

namespace jitlint::torchscript {

/// What tryConvertToType makes of a value. `type` is not yet checked to be a subtype of the target.
struct ConversionStep {
    TypeRef type = nullptr;
    bool maybe = false;  ///< decided by assuming something about unknown parts
    bool implicit = false;
    TypeRef from = nullptr;  ///< implicit: the first part that was converted
    TypeRef to = nullptr;
};

ConversionStep convert_step(TypeContext& types, const Actual& value, TypeRef target, bool implicit, Rules rules);

/// Whether a tuple's elements fit the list's element type, so that the compiler makes a list of it.
Answer tuple_fits_list(TypeRef value, TypeRef list);

/// X of Optional[X], else the type itself.
inline TypeRef inner(TypeRef type) { return type->is(TypeKind::Optional) ? type->arg() : type; }
inline bool is_tuple(TypeRef type) { return type->is(TypeKind::Tuple) || type->is(TypeKind::NamedTuple); }

}  // namespace jitlint::torchscript
