#include "text/encoding.h"

#include <iconv.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstddef>

#include "text/among.h"
#include "text/utf8.h"

namespace jitlint::text {

namespace {

bool is_name_character(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '_' || c == '.';
}

/// The name in a line's declaration, by the pattern `^[ \t\f]*#.*?coding[:=][ \t]*([-\w.]+)`.
std::optional<std::string_view> declaration_in(std::string_view line) {
    const std::size_t hash = line.find_first_not_of(" \t\f");
    if (hash == std::string_view::npos || line[hash] != '#') return std::nullopt;
    constexpr std::string_view word = "coding";
    for (std::size_t at = line.find(word, hash); at != std::string_view::npos; at = line.find(word, at + 1)) {
        std::size_t begin = at + word.size();
        if (begin >= line.size() || (line[begin] != ':' && line[begin] != '=')) continue;
        begin = line.find_first_not_of(" \t", begin + 1);
        if (begin == std::string_view::npos) continue;
        std::size_t end = begin;
        while (end < line.size() && is_name_character(line[end])) ++end;
        if (end > begin) return line.substr(begin, end - begin);
    }
    return std::nullopt;
}

/// Lower case, with `_` as `-`: how Python compares encodings' names.
std::string normalized(std::string_view name) {
    std::string result(name);
    for (char& c : result) {
        if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
        if (c == '_') c = '-';
    }
    return result;
}

constexpr std::array<std::string_view, 7> utf8_names{"utf-8", "utf8", "u8", "utf", "utf8-ucs2", "utf8-ucs4", "cp65001"};
constexpr std::array<std::string_view, 6> ascii_names{"ascii", "us-ascii", "646", "ansi-x3.4-1968", "ansi-x3-4-1968", "iso646-us"};
constexpr std::array<std::string_view, 10> latin1_names{"latin-1",   "latin1", "latin", "l1",      "iso-8859-1",
                                                        "iso8859-1", "8859",   "cp819", "iso8859", "iso-ir-100"};
/// Python refuses these for source text, or means another thing than iconv.
constexpr std::array<std::string_view, 9> refused_prefixes{"utf-16", "utf16", "utf-32", "utf32", "ucs", "unicode", "ebcdic", "u16", "u32"};

/// What iconv calls by another name than Python does.
constexpr std::array<std::pair<std::string_view, std::string_view>, 17> iconv_names{{
    {"sjis", "SHIFT_JIS"},
    {"shift-jis", "SHIFT_JIS"},
    {"s-jis", "SHIFT_JIS"},
    {"ms-kanji", "CP932"},
    {"mskanji", "CP932"},
    {"ujis", "EUC-JP"},
    {"eucjp", "EUC-JP"},
    {"euckr", "EUC-KR"},
    {"korean", "EUC-KR"},
    {"eucgb2312-cn", "EUC-CN"},
    {"gb2312", "EUC-CN"},
    {"chinese", "EUC-CN"},
    {"big5hkscs", "BIG5-HKSCS"},
    {"mac-roman", "MACINTOSH"},
    {"macroman", "MACINTOSH"},
    {"cyrillic", "ISO-8859-5"},
    {"greek", "ISO-8859-7"},
}};

/// An open conversion.
class Converter {
public:
    Converter(const char* to, const char* from) : handle_(iconv_open(to, from)) {}
    ~Converter() {
        if (is_open()) iconv_close(handle_);
    }
    Converter(const Converter&) = delete;
    Converter& operator=(const Converter&) = delete;
    bool is_open() const { return handle_ != reinterpret_cast<iconv_t>(std::intptr_t{-1}); }

    /// Converts all of `input`; what does not convert goes to `broken(offset, output)`, which says how much
    /// to skip.
    template <class Broken>
    std::string convert(std::string_view input, Broken&& broken) {
        std::string out;
        std::array<char, 4096> buffer;
        char* in = const_cast<char*>(input.data());
        std::size_t left = input.size();
        while (left > 0) {
            char* to = buffer.data();
            std::size_t room = buffer.size();
            const std::size_t result = iconv(handle_, &in, &left, &to, &room);
            const int reason = errno;
            out.append(buffer.data(), buffer.size() - room);
            if (result != static_cast<std::size_t>(-1) || reason == E2BIG) continue;
            const std::size_t skip = std::min(left, broken(static_cast<std::size_t>(in - input.data()), out));
            in += skip;
            left -= skip;
        }
        char* to = buffer.data();
        std::size_t room = buffer.size();
        iconv(handle_, nullptr, nullptr, &to, &room);
        out.append(buffer.data(), buffer.size() - room);
        return out;
    }

private:
    iconv_t handle_;
};

}  // namespace

std::optional<std::string_view> declared_encoding(std::string_view bytes) {
    for (int line_number = 0; line_number < 2; ++line_number) {
        const std::size_t end = std::min(bytes.find_first_of("\r\n"), bytes.size());
        const std::string_view line = bytes.substr(0, end);
        if (auto name = declaration_in(line)) return name;
        const std::size_t first = line.find_first_not_of(" \t\f");
        if (first != std::string_view::npos && line[first] != '#') return std::nullopt;
        const bool crlf = bytes.substr(end).starts_with("\r\n");
        bytes.remove_prefix(std::min(end + (crlf ? 2 : 1), bytes.size()));
    }
    return std::nullopt;
}

std::optional<Encoding> Encoding::named(std::string_view name) {
    const std::string key = normalized(name);
    if (text::among(key, utf8_names) || key.starts_with("utf-8-")) return Encoding(Kind::Utf8, {});
    if (text::among(key, ascii_names)) return Encoding(Kind::Ascii, {});
    if (text::among(key, latin1_names) || key.starts_with("latin-1-") || key.starts_with("iso-8859-1-") || key.starts_with("iso-latin-1"))
        return Encoding(Kind::Latin1, {});
    for (const std::string_view prefix : refused_prefixes)
        if (key.starts_with(prefix)) return std::nullopt;
    std::string iconv_name;
    for (const auto& [python, other] : iconv_names)
        if (key == python) iconv_name = other;
    if (iconv_name.empty()) {
        iconv_name = key;
        for (char& c : iconv_name)
            if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 'a' + 'A');
    }
    const Converter converter("UTF-8", iconv_name.c_str());
    if (!converter.is_open()) return std::nullopt;
    return Encoding(Kind::Iconv, std::move(iconv_name));
}

Encoding::Decoded Encoding::decode(std::string_view bytes) const {
    Decoded decoded;
    const auto broken_at = [&](std::size_t offset, std::string& text) {
        if (!decoded.error_in_bytes) {
            decoded.error_in_bytes = offset;
            decoded.error_in_text = text.size();
        }
        append_utf8(text, replacement_character);
    };
    switch (kind_) {
        case Kind::Utf8:
            decoded.text.reserve(bytes.size());
            for (std::size_t at = 0; at < bytes.size();) {
                const Utf8Step step = decode_utf8(bytes, at);
                if (step.valid)
                    decoded.text.append(bytes.substr(at, step.length));
                else
                    broken_at(at, decoded.text);
                at += step.length;
            }
            break;
        case Kind::Ascii:
        case Kind::Latin1:
            decoded.text.reserve(bytes.size());
            for (std::size_t at = 0; at < bytes.size(); ++at) {
                const auto byte = static_cast<unsigned char>(bytes[at]);
                if (byte >= 0x80 && kind_ == Kind::Ascii)
                    broken_at(at, decoded.text);
                else
                    append_utf8(decoded.text, byte);
            }
            break;
        case Kind::Iconv: {
            Converter converter("UTF-8", iconv_name_.c_str());
            if (!converter.is_open()) break;
            decoded.text = converter.convert(bytes, [&](std::size_t offset, std::string& text) {
                broken_at(offset, text);
                return std::size_t{1};
            });
            break;
        }
    }
    return decoded;
}

Encoding::Encoded Encoding::encode(std::string_view text) const {
    Encoded encoded;
    switch (kind_) {
        case Kind::Utf8:
            encoded.bytes = text;
            break;
        case Kind::Ascii:
        case Kind::Latin1:
            for (std::size_t at = 0; at < text.size();) {
                const Utf8Step step = decode_utf8(text, at);
                if (step.code_point < (kind_ == Kind::Ascii ? 0x80U : 0x100U))
                    encoded.bytes.push_back(static_cast<char>(static_cast<unsigned char>(step.code_point)));
                else if (!encoded.error_in_text)
                    encoded.error_in_text = at;
                at += step.length;
            }
            break;
        case Kind::Iconv: {
            Converter converter(iconv_name_.c_str(), "UTF-8");
            if (!converter.is_open()) {
                encoded.error_in_text = 0;
                break;
            }
            encoded.bytes = converter.convert(text, [&](std::size_t offset, std::string&) {
                if (!encoded.error_in_text) encoded.error_in_text = offset;
                return std::size_t{decode_utf8(text, offset).length};
            });
            break;
        }
    }
    return encoded;
}

}  // namespace jitlint::text
