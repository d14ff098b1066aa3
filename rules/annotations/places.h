#pragma once

#include "rules/check.h"

namespace jitlint::rules {

/// Annotations that the compiler reads as types of a function: not the second argument of isinstance, and not what a class body declares.
inline bool in_signature_or_body(const analysis::UnresolvedAnnotation& finding) {
    return finding.use != analysis::AnnotationUse::IsInstance && finding.use != analysis::AnnotationUse::Attribute;
}

}  // namespace jitlint::rules
