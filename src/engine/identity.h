#pragma once

#include <map>
#include <string>
#include <vector>

#include "engine/engine.h"
#include "jitlint/diagnostic.h"

namespace jitlint::engine {

/// What a diagnostic is known by when code around it moves.
struct Identity {
    std::string file;
    std::string rule;
    std::string symbol;
    std::string source;  ///< its line, runs of white space as one blank
    auto operator<=>(const Identity&) const = default;
};

Identity identity(const Diagnostic& diagnostic, const Report& report);

/// For each diagnostic 32 hexadecimal digits made of its identity, and of its number among those that are alike. `names`
/// are those of files in their repository, where they differ from what is shown.
std::vector<std::string> fingerprints(const Report& report, const std::map<std::string, std::string>& names);

}  // namespace jitlint::engine
