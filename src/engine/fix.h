#pragma once

#include <string>

#include "engine/engine.h"

namespace jitlint::engine {

struct Fixed {
    std::string bytes;  ///< the file as it would be stored, in its own encoding
    std::size_t applied = 0;
    std::string error;  ///< why nothing could be applied; empty otherwise
};

/// Applies the fixes that a check of the file offers, round by round until none is left (or they stop
/// helping). Fixes that overlap one that stands before them wait for the next round; a fix after which the
/// file no longer parses is left out.
Fixed fix_input(const Input& input, Project& project, bool with_unsafe);

}  // namespace jitlint::engine
