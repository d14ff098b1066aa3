#pragma once

#include <functional>
#include <map>
#include <optional>
#include <string>
#include <utility>

#include "project/file_system.h"
#include "project/settings.h"
#include "torchscript/version.h"

namespace jitlint::project {

/// The torch releases that a project has to support, and who says so.
struct Target {
    torchscript::VersionSet versions = torchscript::VersionSet::all();
    bool known = false;              ///< false: nobody says anything, all releases since 1.0 are meant
    std::string source = "default";  ///< for output: `--torch-version`, `pyproject.toml`, `torch 2.1.0 in .venv`
};

/// Looks up an environment variable; empty where it is not set.
using Environment = std::function<std::string(const char* name)>;

/// Tells the target of files by what stands around them: their settings, the project's requirements in their folder or
/// above it, the torch installed in the environment. Looks into each folder once.
class TargetFinder {
public:
    /// `shown_from` is the working directory.
    TargetFinder(const FileSystem& files, std::string shown_from, Environment environment)
        : files_(files), shown_from_(std::move(shown_from)), environment_(std::move(environment)) {}

    /// The target of files in `folder` (absolute), over which `settings` stand.
    Target find(const Settings& settings, const std::string& folder);

private:
    const Target* required(const std::string& folder);
    const std::optional<Target>& installed(const std::string& root);

    const FileSystem& files_;
    std::string shown_from_;
    Environment environment_;
    std::map<std::string, std::optional<Target>> required_;   ///< by folder: what its requirements or those above say
    std::map<std::string, std::optional<Target>> installed_;  ///< by environment
};

}  // namespace jitlint::project
