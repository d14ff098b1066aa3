#pragma once

#include <map>
#include <memory>
#include <string>
#include <string_view>

#include "project/ignore_rules.h"
#include "project/settings_files.h"

namespace jitlint::project {

/// Which files below a folder are meant. Paths are absolute.
class PathFilter {
public:
    virtual ~PathFilter() = default;
    /// Whether a file or folder is left out.
    virtual bool excludes(const std::string& path, bool is_directory) = 0;
    /// Whether a file is one to check.
    virtual bool includes(const std::string& path) = 0;
    /// The folder, a parent of `path`, below which names count; empty where none is known.
    virtual std::string project_of(const std::string& path) = 0;
};

/// What holds without settings: `*.py`, without the folders of tools and of what they build.
class DefaultFilter final : public PathFilter {
public:
    bool excludes(const std::string& path, bool is_directory) override;
    bool includes(const std::string& path) override { return path.ends_with(".py"); }
    std::string project_of(const std::string&) override { return {}; }
};

/// `include`, `exclude` and `extend-exclude` of the settings of each folder. Patterns are written as in .gitignore, and
/// are relative to the folder of the file that they stand in; those of the command line to `folder`.
class SettingsFilter final : public PathFilter {
public:
    SettingsFilter(SettingsIndex& settings, std::string folder) : settings_(settings), folder_(std::move(folder)) {}
    bool excludes(const std::string& path, bool is_directory) override;
    bool includes(const std::string& path) override;
    /// The folder of the settings.
    std::string project_of(const std::string& path) override;

private:
    /// The patterns of one settings file.
    struct Patterns {
        std::string folder;
        IgnoreRules rules;
    };
    struct Rules {
        std::shared_ptr<const Settings> settings;  ///< keeps the key of `rules_` alive
        std::vector<Patterns> exclude;
        std::vector<Patterns> include;
        bool usual_exclude = true;
        bool usual_include = true;
    };
    const Rules& rules_for(const std::string& path);
    std::vector<Patterns> patterns(std::span<const Word> words) const;
    static bool matches(const std::vector<Patterns>& all, const std::string& path, bool is_directory);

    SettingsIndex& settings_;
    std::string folder_;
    std::map<const Settings*, Rules> rules_;
};

/// A pattern of the settings in `folder` as a .gitignore file there would have it: `./a`, and an absolute path in the folder,
/// mean what lies just there.
std::string pattern_in(const std::string& folder, const std::string& pattern);

/// The names of folders that are left out by default, for people.
std::span<const std::string_view> excluded_folder_names();

}  // namespace jitlint::project
