#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

namespace jitlint::text {

/// A text encoding that Python knows by name and that keeps ASCII as it is.
class Encoding {
public:
    /// The encoding that Python means by `name`; nothing where it is not known here.
    static std::optional<Encoding> named(std::string_view name);

    bool is_utf8() const { return kind_ == Kind::Utf8; }

    struct Decoded {
        std::string text;  ///< UTF-8; U+FFFD for each place that does not decode
        std::optional<std::size_t> error_in_bytes;
        std::size_t error_in_text = 0;
    };
    Decoded decode(std::string_view bytes) const;

    struct Encoded {
        std::string bytes;
        std::optional<std::size_t> error_in_text;  ///< the first character that has no bytes; it is left out
    };
    Encoded encode(std::string_view text) const;

private:
    enum class Kind : std::uint8_t { Utf8, Ascii, Latin1, Iconv };
    Encoding(Kind kind, std::string name) : kind_(kind), iconv_name_(std::move(name)) {}

    Kind kind_;
    std::string iconv_name_;
};

/// The name in a PEP 263 declaration in the first two lines of `bytes`, as written; nothing without one.
std::optional<std::string_view> declared_encoding(std::string_view bytes);

}  // namespace jitlint::text
