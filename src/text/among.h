#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
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

/// A long list of names, in order: sorted while compiling, and searched by halves.
template <std::size_t N>
struct SortedNames {
    std::array<std::string_view, N> names;

    template <class... Names>
    constexpr explicit SortedNames(Names... given) : names{given...} {
        std::sort(names.begin(), names.end());
    }
};
template <class... Names>
SortedNames(Names...) -> SortedNames<sizeof...(Names)>;

template <std::size_t N>
bool among(std::string_view name, const SortedNames<N>& list) {
    return std::binary_search(list.names.begin(), list.names.end(), name);
}

}  // namespace jitlint::text
