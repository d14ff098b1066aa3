#pragma once

#include <functional>
#include <optional>
#include <string>

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

/// The target by what stands around the checked files: the settings, the project's requirements in `folder`
/// or above it, the torch installed in the active environment. `shown_from` is the working directory.
Target infer_target(const FileSystem& files, const Settings& settings, const std::string& folder, const std::string& shown_from,
                    const Environment& environment);

/// The settings and requirements of which folder count for `paths`: the deepest one that holds all of them.
/// Absolute; for no paths it is `shown_from`.
std::string project_folder(const FileSystem& files, const std::vector<std::string>& paths, const std::string& shown_from);

}  // namespace jitlint::project
