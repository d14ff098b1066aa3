#pragma once

#include <string>

#include "syntax/parse.h"

namespace jitlint::syntax {

struct DumpOptions {
    /// Positions inside f-strings, which CPython reports right since 3.12.
    bool positions_in_strings = true;
};

/// The tree as text, a node per line, as cpython_dump.py writes CPython's own.
std::string dump(const ParsedFile& file, DumpOptions options = {});

/// The depth of the deepest node: statements of the module have depth 1. Not recursive.
unsigned depth_of(const Module& module);

}  // namespace jitlint::syntax
