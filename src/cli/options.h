#pragma once

#include <string>
#include <vector>

namespace jitlint::cli {

/// What says how files are judged.
struct SettingsOptions {
    std::vector<std::string> config;  ///< files, and TOML such as `fail-on = "warning"`
    std::string torch_version;
    std::vector<std::string> select;
    std::vector<std::string> ignore;
    bool isolated = false;
};

/// What `jitlint check` was told.
struct CheckOptions : SettingsOptions {
    std::vector<std::string> paths;
    std::string output_format = "text";
    std::string color = "auto";
    std::string stdin_filename = "-";
    std::string fail_on;
    std::string add_ignore;  ///< the reason; `true` for none; empty: nothing is to be silenced
    bool force_exclude = false;
    bool fix = false;
    bool unsafe_fixes = false;
    bool diff = false;
    bool exit_zero = false;
    bool show_files = false;
    unsigned threads = 0;
};

/// Runs `jitlint check`; the result is the exit code: 0 nothing failed, 1 errors found, 2 bad usage or unreadable files.
int check(const CheckOptions& options);

/// What `jitlint config` was told.
struct ConfigOptions : SettingsOptions {
    std::vector<std::string> paths;
    std::string output_format = "text";
    bool show_files = false;
};

/// Shows the settings that hold for a path and where each comes from, or the files that would be checked.
int show_config(const ConfigOptions& options);

/// Prints the table of rules, or JSON.
int list_rules(const std::string& format);

/// Prints a rule's page; 2 where there is no such rule.
int explain(const std::string& name);

}  // namespace jitlint::cli
