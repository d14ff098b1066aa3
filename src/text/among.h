#pragma once

#include <algorithm>
#include <initializer_list>
#include <string_view>

namespace jitlint::text {

/// Whether `names` has `name`, byte for byte.
template <class Names>
bool among(std::string_view name, const Names& names) {
    return std::find(std::begin(names), std::end(names), name) != std::end(names);
}

inline bool among(std::string_view name, std::initializer_list<std::string_view> names) {
    return std::find(names.begin(), names.end(), name) != names.end();
}

}  // namespace jitlint::text
