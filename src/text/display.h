#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace jitlint::text {

/// How many terminal columns a character takes: 0 (combining, zero-width), 1, or 2 (East Asian wide, emoji).
unsigned display_width(char32_t code_point);

/// The columns that `utf8` takes once it went through `escape_for_terminal`.
std::size_t display_width(std::string_view utf8);

/// `utf8` such that no terminal obeys it: control characters (C0, DEL, C1) and characters that reorder or
/// hide text are written as escapes (`\x1b`, `\u202e`), what is not UTF-8 as U+FFFD. Newlines are kept where
/// `keep_newlines` is set.
std::string escape_for_terminal(std::string_view utf8, bool keep_newlines = false);

/// The same for a JSON text: the characters become escapes of JSON, so that it means what it meant.
std::string escape_json_for_terminal(std::string_view json);

/// A source line as it is shown on a terminal: tabs expanded, dangerous characters escaped.
class DisplayLine {
public:
    /// `line` is UTF-8 without its line end. Tab stops are `tab_width` columns apart.
    explicit DisplayLine(std::string_view line, unsigned tab_width = 4);

    const std::string& text() const { return text_; }
    std::size_t width() const { return columns_.back(); }

    /// The 0-based column at which the character at byte `offset` of the line begins; the line's width for
    /// its end.
    std::size_t column(std::size_t offset) const;

private:
    std::string text_;
    std::vector<std::uint32_t> columns_;  ///< per byte of the line and one more
};

}  // namespace jitlint::text
