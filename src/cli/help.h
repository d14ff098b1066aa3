#pragma once

#include <CLI/CLI.hpp>
#include <string>

namespace jitlint::cli {

/// `--help`: what an option takes stands behind its names, as users write it.
class HelpFormatter final : public CLI::Formatter {
public:
    std::string make_option_opts(const CLI::Option* option) const override;
};

}  // namespace jitlint::cli
