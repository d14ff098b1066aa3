#pragma once

#include <span>
#include <string>
#include <string_view>

#include "text/span.h"

namespace jitlint::syntax {

/// `text` with what the grammar does not know spelled so that it does, at the same length: a star before
/// anything but a name in an expression list becomes a plus, and on the lines of `errors` a format
/// specifier's leading `=` becomes `<`.
std::string respell(std::string_view text, std::span<const text::Span> errors);

}  // namespace jitlint::syntax
