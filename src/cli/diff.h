#pragma once

#include <string>
#include <string_view>

namespace jitlint::cli {

/// A unified diff of two texts with three lines of context; empty where they are equal.
std::string unified_diff(std::string_view before, std::string_view after, std::string_view name);

}  // namespace jitlint::cli
