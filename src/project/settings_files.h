#pragma once

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "project/settings.h"

namespace jitlint::project {

/// The settings of the nearest folder, `folder` or above it, that has some, with what they extend. A jitlint.toml goes
/// before a pyproject.toml beside it. `folder` is absolute.
SettingsResult find_settings(const FileSystem& files, const std::string& folder);

/// The settings in a file that was named, with what they extend; `path` is absolute.
SettingsResult read_settings_file(const FileSystem& files, const std::string& path);

/// What the command line says about settings.
struct SettingsSources {
    bool isolated = false;               ///< no files
    std::string file;                    ///< absolute; instead of the nearest one
    std::vector<std::string> overrides;  ///< TOML, goes over what files say
    OptionSettings options = {};         ///< goes over all
};

/// The settings that hold for files, by their folder. Each file is read once.
class SettingsIndex {
public:
    SettingsIndex(const FileSystem& files, SettingsSources sources);

    /// Of a file in `folder` (absolute). Never null; the same pointer for folders under the same settings.
    std::shared_ptr<const Settings> for_folder(const std::string& folder);

    /// The first thing that went wrong; the settings are then those that could be read.
    const std::optional<SettingsError>& error() const { return error_; }
    /// What options of the command line say.
    const OptionSettings& options() const { return sources_.options; }

private:
    std::shared_ptr<const Settings> keep(SettingsResult result);
    std::shared_ptr<const Settings> in_folder(const std::string& folder);

    const FileSystem& files_;
    SettingsSources sources_;
    Settings overrides_;
    std::optional<SettingsError> error_;
    std::shared_ptr<const Settings> fixed_;  ///< where files do not depend on the folder
    std::map<std::string, std::shared_ptr<const Settings>> folders_;
};

}  // namespace jitlint::project
