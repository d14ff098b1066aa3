#include "syntax/literal.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <limits>
#include <system_error>

#include "text/utf8.h"

namespace jitlint::syntax {

namespace {

char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }

int digit_value(char c) {
    c = lower(c);
    if (c >= '0' && c <= '9') return c - '0';
    if (c >= 'a' && c <= 'f') return c - 'a' + 10;
    return 99;
}

/// The value of decimal `digits` (no underscores), also beyond the range of a double.
double parse_float(std::string_view digits) {
    double value = 0;
    const auto result = std::from_chars(digits.data(), digits.data() + digits.size(), value);
    if (result.ec != std::errc::result_out_of_range) return value;
    // Beyond the range: the place of the first significant digit tells on which side.
    const std::size_t exponent_at = std::min(digits.find_first_of("eE"), digits.size());
    const std::string_view mantissa = digits.substr(0, exponent_at);
    const std::size_t first = mantissa.find_first_of("123456789");
    const std::size_t point = std::min(mantissa.find('.'), mantissa.size());
    std::string_view exponent_digits = digits.substr(std::min(exponent_at + 1, digits.size()));
    const bool negative = exponent_digits.starts_with('-');
    if (negative || exponent_digits.starts_with('+')) exponent_digits.remove_prefix(1);
    std::int64_t exponent = 0;
    const auto read = std::from_chars(exponent_digits.data(), exponent_digits.data() + exponent_digits.size(), exponent);
    if (read.ec == std::errc::result_out_of_range) exponent = std::numeric_limits<std::int64_t>::max() / 2;
    if (negative) exponent = -exponent;
    exponent += static_cast<std::int64_t>(point) - static_cast<std::int64_t>(first);
    return exponent > 0 ? std::numeric_limits<double>::infinity() : 0.0;
}

void parse_integer(std::string_view digits, int base, NumberLiteral& number) {
    std::uint64_t value = 0;
    constexpr auto limit = static_cast<std::uint64_t>(std::numeric_limits<std::int64_t>::max());
    for (const char c : digits) {
        const auto digit = static_cast<std::uint64_t>(digit_value(c));
        if (digit >= static_cast<std::uint64_t>(base)) {
            number.valid = false;
            return;
        }
        if (value > (limit - digit) / static_cast<std::uint64_t>(base)) {
            number.fits = false;
            return;
        }
        value = value * static_cast<std::uint64_t>(base) + digit;
    }
    number.int_value = static_cast<std::int64_t>(value);
}

}  // namespace

NumberLiteral parse_number(std::string_view literal) {
    NumberLiteral number;
    std::string stripped;
    if (literal.find('_') != std::string_view::npos) {
        std::copy_if(literal.begin(), literal.end(), std::back_inserter(stripped), [](char c) { return c != '_'; });
        literal = stripped;
    }
    if (literal.empty()) {
        number.valid = false;
        return number;
    }
    const char second = literal.size() > 1 && literal[0] == '0' ? lower(literal[1]) : '\0';
    const int base = second == 'x' ? 16 : second == 'o' ? 8 : second == 'b' ? 2 : 10;
    if (base != 10) {
        literal.remove_prefix(2);
        if (lower(literal.back()) == 'l') number.valid = false;
        parse_integer(literal, base, number);
        return number;
    }
    const char last = lower(literal.back());
    if (last == 'j') {
        number.kind = ConstantKind::Complex;
        number.float_value = parse_float(literal.substr(0, literal.size() - 1));
    } else if (literal.find_first_of(".eE") != std::string_view::npos) {
        number.kind = ConstantKind::Float;
        number.float_value = parse_float(literal);
    } else {
        parse_integer(literal, 10, number);
        // `0777` was octal in Python 2; `00` is allowed.
        if (literal.size() > 1 && literal[0] == '0' && literal.find_first_not_of('0') != std::string_view::npos) number.valid = false;
    }
    return number;
}

StringLiteral read_string(std::string_view literal) {
    StringLiteral result;
    std::size_t at = 0;
    bool unicode = false;
    for (; at < literal.size() && literal[at] != '"' && literal[at] != '\''; ++at) {
        switch (lower(literal[at])) {
            case 'r':
                result.raw = true;
                break;
            case 'b':
                result.bytes = true;
                break;
            case 't':
                result.is_template = true;
                [[fallthrough]];
            case 'f':
                result.format = true;
                break;
            case 'u':
                unicode = true;
                break;
            default:
                result.valid = false;
                return result;
        }
    }
    if (at >= literal.size() || at > 2 || (unicode && at > 1) || (result.bytes && result.format)) result.valid = false;
    const std::string_view quotes = literal.substr(std::min(at, literal.size()));
    const std::size_t length = quotes.starts_with("\"\"\"") || quotes.starts_with("'''") ? 3 : 1;
    result.begin = std::min(at + length, literal.size());
    result.end = literal.size();
    if (literal.size() >= at + 2 * length && literal.ends_with(quotes.substr(0, length)))
        result.end = literal.size() - length;
    else
        result.valid = false;
    return result;
}

bool needs_decoding(std::string_view content, StringMode mode) {
    if (!mode.raw && content.find('\\') != std::string_view::npos) return true;
    if (mode.format && content.find_first_of("{}") != std::string_view::npos) return true;
    return content.find('\r') != std::string_view::npos;
}

namespace {

/// Reads exactly `count` hexadecimal digits at `at`.
bool read_hex(std::string_view content, std::size_t at, std::size_t count, char32_t& value) {
    if (at + count > content.size()) return false;
    value = 0;
    for (std::size_t i = at; i < at + count; ++i) {
        const int digit = digit_value(content[i]);
        if (digit > 15) return false;
        value = value * 16 + static_cast<char32_t>(digit);
    }
    return true;
}

void append_value(std::string& out, char32_t value, bool bytes) {
    if (bytes)
        out.push_back(static_cast<char>(static_cast<unsigned char>(value)));
    else
        text::append_utf8(out, value);
}

/// Appends what the escape at `at` (its backslash) says; returns where it ends.
std::size_t decode_escape(std::string_view content, std::size_t at, bool bytes, std::string& out) {
    const std::size_t next = at + 1;
    if (next >= content.size()) {
        out += '\\';
        return next;
    }
    const char c = content[next];
    char32_t value = 0;
    switch (c) {
        case '\n':
            return next + 1;
        case '\r':
            return next + (content.substr(next).starts_with("\r\n") ? 2 : 1);
        case '\\':
        case '\'':
        case '"':
            out += c;
            return next + 1;
        case 'a':
            out += '\a';
            return next + 1;
        case 'b':
            out += '\b';
            return next + 1;
        case 'f':
            out += '\f';
            return next + 1;
        case 'n':
            out += '\n';
            return next + 1;
        case 'r':
            out += '\r';
            return next + 1;
        case 't':
            out += '\t';
            return next + 1;
        case 'v':
            out += '\v';
            return next + 1;
        case 'x':
            if (!read_hex(content, next + 1, 2, value)) break;
            append_value(out, value, bytes);
            return next + 3;
        case 'u':
            if (bytes || !read_hex(content, next + 1, 4, value)) break;
            append_value(out, value, false);
            return next + 5;
        case 'U':
            if (bytes || !read_hex(content, next + 1, 8, value)) break;
            append_value(out, value, false);
            return next + 9;
        case 'N':
            if (!bytes && content.substr(next + 1).starts_with('{')) {
                const std::size_t end = content.find('}', next);
                if (end == std::string_view::npos) break;
                out += content.substr(at, end + 1 - at);
                return end + 1;
            }
            break;
        default:
            if (c >= '0' && c <= '7') {
                std::size_t end = next;
                for (; end < content.size() && end < next + 3 && content[end] >= '0' && content[end] <= '7'; ++end)
                    value = value * 8 + static_cast<char32_t>(content[end] - '0');
                append_value(out, value, bytes);
                return end;
            }
            break;
    }
    out += '\\';
    return next;
}

}  // namespace

void decode_string(std::string_view content, StringMode mode, std::string& out) {
    for (std::size_t at = 0; at < content.size();) {
        const char c = content[at];
        if (c == '\\' && !mode.raw) {
            at = decode_escape(content, at, mode.bytes, out);
        } else if (c == '\r') {
            out += '\n';
            at += content.substr(at).starts_with("\r\n") ? 2 : 1;
        } else if (mode.format && (c == '{' || c == '}')) {
            out += c;
            at += at + 1 < content.size() && content[at + 1] == c ? 2 : 1;
        } else {
            out += c;
            ++at;
        }
    }
}

}  // namespace jitlint::syntax
