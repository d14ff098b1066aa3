#pragma once

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "jitlint/diagnostic.h"
#include "project/module_index.h"
#include "project/settings_files.h"
#include "project/target.h"
#include "rules/rule_ids.h"
#include "torchscript/version.h"

namespace jitlint::engine {

/// The torch versions that the user must support, and where they come from.
struct Target {
    torchscript::VersionSet versions = torchscript::VersionSet::all();
    bool known = false;              ///< false: nobody said; what only old versions refuse is a warning
    std::string text = ">=1.0";      ///< the specifier as given
    std::string source = "default";  ///< `--torch-version`, a file, or `default`
};

/// How a file is judged: what the settings over it say, with the command line.
struct Policy {
    Target target;
    std::vector<bool> enabled;                          ///< by RuleId; empty: all rules
    std::vector<bool> ignored;                          ///< by RuleId: off in this file alone; empty: none
    std::vector<std::optional<Severity>> levels;        ///< by RuleId: instead of the page's severity; empty: none
    std::vector<bool> fixable;                          ///< by RuleId; empty: all rules
    std::optional<Severity> fail_on = Severity::Error;  ///< the least severity that fails a run; nothing: none does
    std::string settings;                               ///< the settings file, absolute; empty without one
    std::string baseline;                               ///< absolute; empty without one
    std::optional<double> min_scriptable;
    project::SearchPath search;      ///< where imports are looked up
    bool explicit_roots = false;     ///< only what the code itself scripts is compiled
    std::vector<std::string> roots;  ///< dotted names of what is scripted elsewhere

    bool is_enabled(rules::RuleId rule) const {
        const auto index = static_cast<std::size_t>(rule);
        return (enabled.empty() || enabled[index]) && (ignored.empty() || !ignored[index]);
    }
};

/// What the command line says beside settings; empty where it says nothing.
struct PolicyOverrides {
    std::string torch_version;
    std::string fail_on;
    bool isolated = false;  ///< no target taken from the project
};

/// "there is no rule `x`", with the rule that was probably meant.
std::string no_such_rule(std::string_view name);

/// Makes the policies of files. Files that are judged alike share one.
class PolicyResolver {
public:
    /// `folder` is the absolute working directory. `settings` outlives the resolver.
    PolicyResolver(const project::FileSystem& files, project::SettingsIndex& settings, PolicyOverrides overrides, std::string folder,
                   project::Environment environment);

    /// The policy of the file at `path` (absolute).
    std::shared_ptr<const Policy> for_file(const std::string& path);

    /// The first thing that is wrong with the settings or the command line.
    const std::optional<project::SettingsError>& error() const { return error_ ? error_ : settings_.error(); }

private:
    using Rules = std::vector<bool>;

    void fail(const project::Origin& origin, std::string message);
    std::optional<rules::RuleId> rule(const project::Word& word);
    void set(Rules& rules, std::span<const project::Word> words, bool value);
    std::shared_ptr<Policy> make(const project::Settings& settings, const std::string& folder);
    std::optional<Severity> fail_on(const project::Settings& settings) const;
    Target target(const project::Settings& settings, const std::string& folder);
    project::SearchPath search_path(const project::Settings& settings);
    /// Which patterns of per-file-ignores match `path`, as a key.
    std::string matching(const project::Settings& settings, const std::string& path) const;

    const project::FileSystem& files_;
    project::SettingsIndex& settings_;
    PolicyOverrides overrides_;
    std::string folder_;
    project::Environment environment_;
    project::TargetFinder targets_;
    std::map<std::string, std::vector<std::string>> libraries_;  ///< by environment or interpreter
    std::optional<project::SettingsError> error_;
    std::map<std::pair<std::string, std::string>, std::shared_ptr<const Policy>> policies_;  ///< by folder and `matching`
};

}  // namespace jitlint::engine
