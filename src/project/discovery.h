#pragma once

#include <string>
#include <vector>

#include "project/file_system.h"
#include "project/path_filter.h"

namespace jitlint::project {

/// A file to check.
struct SourcePath {
    std::string path;       ///< absolute; what is opened
    std::string real_path;  ///< without links: the file's identity
    std::string shown;      ///< for output, see `shown_path`
    bool named = false;     ///< named by the user itself, and found in no folder
};

/// Something about a path that the user has to know; the rest of the work goes on.
struct PathProblem {
    std::string shown;
    std::string message;
    auto operator<=>(const PathProblem&) const = default;
};

struct Discovery {
    std::vector<SourcePath> files;      ///< each file once, sorted by `shown`
    std::vector<PathProblem> problems;  ///< sorted
};

/// The files that `paths` mean: a file means itself, a folder the files below it that `filter` includes. Left out below a
/// folder: what .gitignore files and .git/info/exclude say, what `filter` excludes, virtual environments, links to
/// folders, and what is no regular file. With `force_exclude` the filter holds for `paths` themselves too. `folder` is
/// the absolute working directory. The result does not depend on the order of `paths`.
Discovery discover(const FileSystem& files, const std::vector<std::string>& paths, const std::string& folder, PathFilter& filter, bool force_exclude);
/// The same with the filter that holds without settings.
Discovery discover(const FileSystem& files, const std::vector<std::string>& paths, const std::string& folder);

/// Whether `filter` excludes a path, or a folder above it: up to that of its settings or the working directory `folder`,
/// whichever is further up; without either, the path alone.
bool is_left_out(PathFilter& filter, const std::string& path, bool is_directory, const std::string& folder);

/// `path`, as given by a user who works in `folder`: absolute and clean, with links resolved only where `..`
/// would lead astray.
std::string absolute_path(const FileSystem& files, const std::string& path, const std::string& folder);

}  // namespace jitlint::project
