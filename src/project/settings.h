#pragma once

#include <optional>
#include <string>
#include <vector>

#include "project/file_system.h"
#include "project/requirements.h"

namespace jitlint::project {

/// What a project asks of jitlint: the table [tool.jitlint] of a pyproject.toml, or a jitlint.toml. Keys that
/// are not there are empty.
struct Settings {
    std::string path;  ///< of the file, absolute; empty where there are no settings
    std::optional<torchscript::VersionSet> torch_version;
    std::optional<std::vector<std::string>> select;
    std::optional<std::vector<std::string>> ignore;
};

/// A file that does not say what it should.
struct SettingsError {
    std::string path;
    unsigned line = 0;  ///< 1-based; 0 where no line is to blame
    std::string message;
};

struct SettingsResult {
    Settings settings;
    std::optional<SettingsError> error;
};

/// The settings of the nearest folder, `folder` or above it, that has some. A jitlint.toml goes before a
/// pyproject.toml beside it. `folder` is absolute.
SettingsResult find_settings(const FileSystem& files, const std::string& folder);

/// What the dependencies in a pyproject.toml ask of torch: [project], its optional-dependencies,
/// [dependency-groups], poetry's tables. Nothing where the text is no TOML.
Versions torch_of_pyproject(const std::string& text);

}  // namespace jitlint::project
