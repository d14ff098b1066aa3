#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace jitlint::text {

inline constexpr char32_t replacement_character = 0xFFFD;

/// One step through bytes that may or may not be UTF-8.
struct Utf8Step {
    char32_t code_point = 0;  ///< U+FFFD where `valid` is false
    std::uint8_t length = 0;  ///< bytes taken: of a broken sequence, its longest sound beginning, at least one
    bool valid = true;
};

/// Decodes at `at`, which must lie before the end.
Utf8Step decode_utf8(std::string_view bytes, std::size_t at);

/// The offset of the first byte that is not UTF-8 (as Python is strict: no surrogates, no overlong forms), or
/// npos.
std::size_t find_invalid_utf8(std::string_view bytes);

/// Appends `code_point`; a surrogate or what is beyond Unicode becomes U+FFFD.
void append_utf8(std::string& out, char32_t code_point);

/// How many code points valid UTF-8 has.
std::size_t count_code_points(std::string_view utf8);

}  // namespace jitlint::text
