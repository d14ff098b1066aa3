#pragma once

#include <string>
#include <vector>

#include "engine/engine.h"
#include "project/discovery.h"
#include "project/file_system.h"

namespace jitlint::cli {

/// Changes to files, written or shown.
struct Changes {
    std::size_t made = 0;  ///< fixes or suppressions, also where they are only shown
    bool differ = false;   ///< a file is, or would be, another
    std::vector<project::PathProblem> problems;
};

/// Applies fixes to each file; with `show`, prints what would change instead. `folder` is the absolute working directory.
Changes fix_files(project::FileSystem& files, const std::string& folder, const std::vector<engine::Job>& jobs, bool with_unsafe, bool show);

/// Silences the diagnostics of `report` in the files of `jobs`; with `show`, prints what would change instead.
Changes add_ignores(project::FileSystem& files, const engine::Report& report, const std::vector<engine::Job>& jobs, const std::string& reason,
                    bool show);

}  // namespace jitlint::cli
