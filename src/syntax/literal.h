#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "syntax/ast.h"

namespace jitlint::syntax {

/// What a numeric literal says.
struct NumberLiteral {
    ConstantKind kind = ConstantKind::Int;
    bool fits = true;  ///< an integer that a signed 64-bit one holds
    std::int64_t int_value = 0;
    double float_value = 0;
    bool valid = true;  ///< false: Python 3 refuses it (`10L`, `0777`)
};
NumberLiteral parse_number(std::string_view literal);

/// Prefix and quotes of a string literal.
struct StringLiteral {
    bool raw = false;
    bool bytes = false;
    bool format = false;       ///< f-strings and t-strings
    bool is_template = false;  ///< t-strings
    bool valid = true;         ///< false: Python 3 has no such prefix or quotes, or the literal does not end
    std::size_t begin = 0;     ///< of the content, in the literal
    std::size_t end = 0;
};
StringLiteral read_string(std::string_view literal);

/// How the text between a string literal's quotes (or between replacement fields) is to be read.
struct StringMode {
    bool raw = false;
    bool bytes = false;
    bool format = false;  ///< doubled braces stand for one
};

/// Whether `content` says something else than it spells.
bool needs_decoding(std::string_view content, StringMode mode);

/// Appends what `content` says: escapes replaced, line ends as LF. `\N{...}` and escapes that Python does not
/// know stay as written; a lone surrogate becomes U+FFFD.
void decode_string(std::string_view content, StringMode mode, std::string& out);

}  // namespace jitlint::syntax
