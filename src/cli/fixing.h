#pragma once

#include <string>
#include <vector>

#include "cli/setup.h"

namespace jitlint::cli {

/// Changes to files, written or shown.
struct Changes {
    std::size_t applied = 0;  ///< fixes or suppressions
    bool differ = false;      ///< a file is, or would be, another
    std::vector<project::PathProblem> problems;
};

/// Applies fixes to each file; with `show`, prints what would change instead.
Changes fix_files(Setup& setup, const std::vector<engine::Job>& jobs, bool with_unsafe, bool show);

/// Silences the diagnostics of `report` in the files of `jobs`; with `show`, prints what would change instead.
Changes add_ignores(Setup& setup, const engine::Report& report, const std::vector<engine::Job>& jobs, const std::string& reason, bool show);

}  // namespace jitlint::cli
