#pragma once

#include <string>
#include <string_view>

namespace jitlint::report {

/// A rule's page without its front matter.
std::string_view page_body(std::string_view page);
/// The text of a section, such as `What it does`; empty without one.
std::string_view page_section(std::string_view page, std::string_view title);

}  // namespace jitlint::report
