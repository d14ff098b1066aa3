#pragma once

#include <cstdint>
#include <string_view>
#include <utility>
#include <vector>

#include "analysis/eager/value.h"

/// Numbers that are equal for what the compiler would make one thing of.
namespace jitlint::analysis {

std::uint64_t mix(std::uint64_t hash, std::uint64_t value);
std::uint64_t mix(std::uint64_t hash, std::string_view text);
std::uint64_t mix(std::uint64_t hash, const void* pointer);

/// Of the arguments of a constructor.
std::uint64_t fingerprint(const std::vector<PyValue>& arguments, const std::vector<std::pair<std::string_view, PyValue>>& keywords);

}  // namespace jitlint::analysis
