#pragma once

#include "analysis/compile/session.h"

/// The types that Python values have for the compiler.
namespace jitlint::analysis {

/// As torch._C._jit_try_infer_type (tryToInferType in pybind_utils.h); null where the value has no type, Unknown where it is not known.
TypeRef inferred_type(Session& session, const PyValue& value);

/// Whether the value can be stored as `type`, as toIValue in pybind_utils.cpp decides: wider than the conversions of calls.
Tri fits_type(const PyValue& value, TypeRef type);

/// Whether it is a list or dict that certainly is empty: it has no type of its own.
bool is_empty_container(const PyValue& value);
/// Whether a list, tuple, set or dict has a module in it.
bool holds_modules(const PyValue& value);

}  // namespace jitlint::analysis
