#pragma once

#include <map>
#include <string>

#include "engine/engine.h"
#include "engine/suppressions.h"

namespace jitlint::engine {

/// The suppressions of files that have some.
using Comments = std::map<std::string, Suppressions>;

/// Turns what the rules found into what is reported: settings for single files and severities, suppressions, and
/// diagnostics for suppressions in vain. `report.coverage` is known.
void settle(Report& report, Comments& comments);

}  // namespace jitlint::engine
