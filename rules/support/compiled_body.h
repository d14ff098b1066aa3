#pragma once

#include "rules/check.h"

namespace jitlint::rules {

/// Whether the compiler's front end reads `node` as part of the function: it stands in the body, and not
/// inside a nested function, class or lambda (which are refused as a whole). Decorators, parameters and their
/// defaults are Python's.
bool in_compiled_body(const syntax::Node& node, const Reporter& reporter);

/// The first `length` bytes of a node: its keyword.
constexpr text::Span keyword_of(const syntax::Node& node, std::uint32_t length) { return {node.span.begin, node.span.begin + length}; }

}  // namespace jitlint::rules
