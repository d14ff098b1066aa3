#pragma once

#include <memory>
#include <string>
#include <vector>

#include "engine/fix.h"
#include "jitlint/diagnostic.h"
#include "text/source_file.h"

namespace jitlint::engine {

/// Writes a suppression for each of `diagnostics`, which lie in `source`: at the end of their line, or where no comment
/// fits there (a backslash, a string over several lines, another comment), alone above the statement. Names join a
/// suppression that is there already. Syntax errors and the like are left out.
Fixed add_ignores(const std::shared_ptr<const text::SourceFile>& source, const std::vector<const Diagnostic*>& diagnostics,
                  const std::string& reason);

}  // namespace jitlint::engine
