#pragma once

#include <compare>
#include <cstdint>

namespace jitlint::text {

/// A half-open stretch [begin, end) of byte offsets in a `SourceFile`'s decoded UTF-8 text.
struct Span {
    std::uint32_t begin = 0;
    std::uint32_t end = 0;

    constexpr std::uint32_t size() const { return end - begin; }
    constexpr bool contains(Span other) const { return begin <= other.begin && other.end <= end; }
    auto operator<=>(const Span&) const = default;
};
static_assert(sizeof(Span) == 8);

}  // namespace jitlint::text
