#include "cli/help.h"

namespace jitlint::cli {

std::string HelpFormatter::make_option_opts(const CLI::Option* option) const {
    if (option->get_expected_max() == 0) return {};
    std::string takes = option->get_type_name();
    // The choices say more than that they are text.
    if (const std::size_t choices = takes.find(":{"); choices != std::string::npos) takes.erase(0, choices + 1);
    std::string out = " " + takes;
    if (option->get_positional() && option->get_expected_max() > 1) out += "...";
    if (!option->get_default_str().empty()) out += " (default: " + option->get_default_str() + ")";
    return out;
}

}  // namespace jitlint::cli
