#include "syntax/respelling.h"

#include <algorithm>
#include <array>

namespace jitlint::syntax {

namespace {

bool is_word(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_'; }

/// Whether an operand that begins at `at` is more than the name that the grammar takes behind a star.
bool is_operand_beyond_names(std::string_view text, std::size_t at) {
    if (at >= text.size()) return false;
    const std::string_view rest = text.substr(at);
    return std::string_view("([{\"'-~+.0123456789").find(rest[0]) != std::string_view::npos ||
           (rest.starts_with("await") && rest.size() > 5 && !is_word(rest[5]));
}

/// Whether the star at `star` follows what an expression list's element follows.
bool begins_element(std::string_view text, std::size_t star) {
    const std::string_view before = text.substr(0, star);
    const std::size_t last = before.find_last_not_of(" \t\f\r\n\\");
    if (last == std::string_view::npos) return false;
    const char c = before[last];
    if (c == ',' || c == '[') return true;
    if (c == '=') return last == 0 || std::string_view("=!<>").find(before[last - 1]) == std::string_view::npos;
    if (!is_word(c)) return false;
    std::size_t begin = last;
    while (begin > 0 && is_word(before[begin - 1])) --begin;
    constexpr std::array<std::string_view, 3> keywords{"return", "yield", "in"};
    return std::find(keywords.begin(), keywords.end(), before.substr(begin, last + 1 - begin)) != keywords.end();
}

/// `{name:=` in an f-string.
void respell_specifiers(std::string& text, std::size_t begin, std::size_t end) {
    for (std::size_t at = text.find(":=", begin); at != std::string::npos && at < end; at = text.find(":=", at + 1)) {
        const std::size_t name = text.find_last_not_of("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_.", at == 0 ? 0 : at - 1);
        if (name != std::string::npos && name < at && text[name] == '{') text[at + 1] = '<';
    }
}

}  // namespace

std::string respell(std::string_view text, std::span<const text::Span> errors) {
    std::string result(text);
    for (std::size_t star = text.find('*'); star != std::string_view::npos; star = text.find('*', star + 1)) {
        if (text.substr(star + 1).starts_with('*')) {
            ++star;
            continue;
        }
        const std::size_t operand = text.find_first_not_of(" \t\f", star + 1);
        if (is_operand_beyond_names(text, operand) && begins_element(text, star)) result[star] = '+';
    }
    for (const text::Span error : errors) {
        const std::size_t before = text.substr(0, error.begin).rfind('\n');
        const std::size_t begin = before == std::string_view::npos ? 0 : before;
        respell_specifiers(result, begin, std::min(text.find('\n', error.end), text.size()));
    }
    return result;
}

}  // namespace jitlint::syntax
