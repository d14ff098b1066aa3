#pragma once

#include <string>
#include <vector>

namespace jitlint::cli {

/// What `jitlint check` was told.
struct CheckOptions {
    std::vector<std::string> paths;
    std::string output_format = "text";
    std::string torch_version;
    std::vector<std::string> select;
    std::vector<std::string> ignore;
    std::string color = "auto";
    std::string stdin_filename = "-";
    bool isolated = false;
    bool fix = false;
    bool unsafe_fixes = false;
    bool diff = false;
    bool exit_zero = false;
    unsigned threads = 0;
};

/// Runs `jitlint check`; the result is the exit code: 0 no errors, 1 errors found, 2 bad usage or unreadable
/// files.
int check(const CheckOptions& options);

/// Prints the table of rules, or JSON.
int list_rules(const std::string& format);

/// Prints a rule's page; 2 where there is no such rule.
int explain(const std::string& name);

/// The known rule name that is nearest to `name`; empty where none is near.
std::string nearest_rule(const std::string& name);

}  // namespace jitlint::cli
