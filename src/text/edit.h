#pragma once

#include <string>

#include "text/span.h"

namespace jitlint::text {

/// The text at `span` is to be replaced; an empty span inserts before its offset.
struct TextEdit {
    Span span;
    std::string replacement;
};

}  // namespace jitlint::text
