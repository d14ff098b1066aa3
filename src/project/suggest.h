#pragma once

#include <span>
#include <string>
#include <string_view>

namespace jitlint::project {

/// The one of `known` that `word` is probably a misspelling of; empty where none comes near. Of equally near
/// ones the first.
std::string_view closest_word(std::string_view word, std::span<const std::string_view> known);

/// "; did you mean `closest`?" or nothing.
std::string did_you_mean(std::string_view word, std::span<const std::string_view> known);

}  // namespace jitlint::project
