#pragma once

#include <string_view>

#include "analysis/scope/scope.h"
#include "syntax/ast.h"

/// Annotations that a class is given as a table: `__annotations__ = {"scale": float}`.
namespace jitlint::analysis {

/// The value at a key that is a text; null where the display has none.
const syntax::Expr* item_of(const syntax::Dict& display, std::string_view key);

/// The display that a class body assigns to `__annotations__`, where it says all that there is; null otherwise.
const syntax::Dict* annotations_display(const Scope& body);

/// The class body gives itself annotations in another way than by annotating names.
bool writes_annotations(const Scope& body);

}  // namespace jitlint::analysis
