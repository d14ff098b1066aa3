#pragma once

#include <set>
#include <string>

namespace jitlint::project {

struct ChangedFiles {
    std::set<std::string> paths;  ///< absolute, without links, sorted
    std::string error;            ///< what git says; empty where it answered
};

/// The files of the repository around `folder` (absolute) that differ from the commit `since`, and those that git does not
/// know yet; deleted files are left out. Where `since` is a branch that went on, from where the two parted. Runs git,
/// without the programs that a repository's configuration names.
ChangedFiles changed_files(const std::string& folder, const std::string& since);

}  // namespace jitlint::project
