#pragma once

#include <CLI/CLI.hpp>
#include <string>

namespace jitlint::cli {

/// The completion script for `bash`, `zsh` or `fish`, made from the commands and options of `app`.
std::string completions(const CLI::App& app, const std::string& shell);

/// The manual page (roff), made from the same.
std::string manual(const CLI::App& app, const std::string& version);

}  // namespace jitlint::cli
