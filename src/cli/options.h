#pragma once

#include <string>
#include <vector>

namespace jitlint::cli {

/// What says how files are judged.
struct SettingsOptions {
    std::vector<std::string> config;  ///< files, and TOML such as `fail-on = "warning"`
    std::string torch_version;
    std::vector<std::string> exclude;
    std::vector<std::string> extend_exclude;
    std::vector<std::string> select;
    std::vector<std::string> extend_select;
    std::vector<std::string> ignore;
    std::vector<std::string> per_file_ignores;  ///< `PATTERN:RULE`
    std::vector<std::string> fixable;
    std::vector<std::string> unfixable;
    std::string python;
    bool isolated = false;
};

/// What `jitlint check` was told.
struct CheckOptions : SettingsOptions {
    std::vector<std::string> paths;
    std::string output_format = "text";
    std::string color = "auto";
    std::string stdin_filename;  ///< empty: `-`
    std::string fail_on;
    std::string files_from;
    std::vector<std::string> context;  ///< files and folders to read beside
    std::vector<std::string> outputs;  ///< `FORMAT:FILE`
    std::string output_file;           ///< instead of standard output
    std::string baseline;
    std::string write_baseline;
    std::string since;
    std::string min_scriptable;
    bool fail_on_stale = false;
    bool changed = false;
    bool statistics = false;
    bool quiet = false;
    bool silent = false;
    std::string add_ignore;  ///< the reason; `true` for none; empty: nothing is to be silenced
    bool force_exclude = false;
    bool fix = false;
    bool fix_only = false;
    bool exit_non_zero_on_fix = false;
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

/// Prints the page of a rule, or of the rule that a message of the compiler belongs to (the words are joined; `-` reads
/// standard input). Where several rules fit, lists them; 2 where none does.
int explain(const std::vector<std::string>& words);

}  // namespace jitlint::cli
