#include "text/display.h"

#include <algorithm>
#include <iterator>

#include "text/utf8.h"
#include "text/width_table.h"

namespace jitlint::text {

namespace {

template <std::size_t N>
bool contains(const CodePointRange (&table)[N], char32_t code_point) {
    const auto* const next = std::upper_bound(std::begin(table), std::end(table), code_point,
                                              [](char32_t value, const CodePointRange& range) { return value < range.first; });
    return next != std::begin(table) && code_point <= std::prev(next)->last;
}

/// Controls, and format characters that reorder, hide or break text on a terminal.
bool is_dangerous(char32_t c) {
    return c < 0x20 || (c >= 0x7F && c <= 0x9F) || c == 0x061C || c == 0x200E || c == 0x200F || (c >= 0x2028 && c <= 0x202E) ||
           (c >= 0x2060 && c <= 0x206F) || c == 0xFEFF || (c >= 0xFFF9 && c <= 0xFFFB) || (c >= 0xE0000 && c <= 0xE00FF) ||
           (c & 0xFFFEU) == 0xFFFEU || (c >= 0xFDD0 && c <= 0xFDEF);
}

void append_escape(std::string& out, char32_t c) {
    constexpr const char* digits = "0123456789abcdef";
    const unsigned length = c < 0x100 ? 2 : c < 0x10000 ? 4 : 8;
    out += length == 2 ? "\\x" : length == 4 ? "\\u" : "\\U";
    for (unsigned i = length; i > 0; --i) out += digits[(c >> (4U * (i - 1))) & 0xFU];
}

void append_json_escape(std::string& out, char32_t unit) {
    constexpr const char* digits = "0123456789abcdef";
    out += "\\u";
    for (unsigned i = 4; i > 0; --i) out += digits[(unit >> (4U * (i - 1))) & 0xFU];
}

std::size_t escape_width(char32_t c) { return c < 0x100 ? 4 : c < 0x10000 ? 6 : 10; }

}  // namespace

unsigned display_width(char32_t code_point) {
    if (code_point < 0x300) return 1;
    if (contains(zero_width_ranges, code_point)) return 0;
    return contains(wide_ranges, code_point) ? 2 : 1;
}

std::size_t display_width(std::string_view utf8) {
    std::size_t width = 0;
    for (std::size_t at = 0; at < utf8.size();) {
        const Utf8Step step = decode_utf8(utf8, at);
        width += is_dangerous(step.code_point) ? escape_width(step.code_point) : display_width(step.code_point);
        at += step.length;
    }
    return width;
}

std::string escape_for_terminal(std::string_view utf8, bool keep_newlines) {
    std::string out;
    out.reserve(utf8.size());
    for (std::size_t at = 0; at < utf8.size();) {
        const Utf8Step step = decode_utf8(utf8, at);
        if (keep_newlines && step.code_point == '\n')
            out += '\n';
        else if (is_dangerous(step.code_point))
            append_escape(out, step.code_point);
        else
            append_utf8(out, step.code_point);
        at += step.length;
    }
    return out;
}

std::string escape_json_for_terminal(std::string_view json) {
    std::string out;
    out.reserve(json.size());
    for (std::size_t at = 0; at < json.size();) {
        const Utf8Step step = decode_utf8(json, at);
        if (step.code_point < 0x20 || !is_dangerous(step.code_point)) {
            append_utf8(out, step.code_point);
        } else if (step.code_point < 0x10000) {
            append_json_escape(out, step.code_point);
        } else {
            append_json_escape(out, 0xD800 + ((step.code_point - 0x10000) >> 10U));
            append_json_escape(out, 0xDC00 + ((step.code_point - 0x10000) & 0x3FFU));
        }
        at += step.length;
    }
    return out;
}

DisplayLine::DisplayLine(std::string_view line, unsigned tab_width) {
    columns_.reserve(line.size() + 1);
    std::size_t column = 0;
    for (std::size_t at = 0; at < line.size();) {
        const Utf8Step step = decode_utf8(line, at);
        columns_.insert(columns_.end(), step.length, static_cast<std::uint32_t>(column));
        if (step.code_point == '\t' && tab_width > 0) {
            const std::size_t blanks = tab_width - column % tab_width;
            text_.append(blanks, ' ');
            column += blanks;
        } else if (is_dangerous(step.code_point)) {
            append_escape(text_, step.code_point);
            column += escape_width(step.code_point);
        } else {
            append_utf8(text_, step.code_point);
            column += display_width(step.code_point);
        }
        at += step.length;
    }
    columns_.push_back(static_cast<std::uint32_t>(column));
}

std::size_t DisplayLine::column(std::size_t offset) const { return columns_[std::min(offset, columns_.size() - 1)]; }

}  // namespace jitlint::text
