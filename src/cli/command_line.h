#pragma once

#include <CLI/CLI.hpp>
#include <memory>
#include <string>
#include <vector>

#include "cli/options.h"

namespace jitlint::cli {

/// The program's commands and options, and what was given for them. Help, manual and completions are made from it.
class CommandLine {
public:
    CommandLine();

    CLI::App& app() { return app_; }
    /// Says what is wrong with the arguments, or prints the help that was asked for; the result is the exit code.
    int complain(const CLI::ParseError& error);
    /// Runs the command that was given; the result is the exit code.
    int run();

private:
    void add_settings(CLI::App& command, SettingsOptions& options);
    void add_check();
    void add_config();
    void add_rules();
    void add_explain();
    void add_completions();
    int complain_about_option(const std::string& given) const;
    int show_help();

    CLI::App app_;
    CheckOptions check_;
    bool no_fix_ = false;
    ConfigOptions config_;
    std::string rules_format_ = "table";
    std::vector<std::string> explained_;
    std::string shell_;
    std::string helped_;
};

}  // namespace jitlint::cli
