#pragma once

#include <cstdint>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "jitlint/diagnostic.h"
#include "text/encoding.h"
#include "text/span.h"

namespace jitlint::text {

/// Why a file's bytes are not Python source text. Python refuses such a file as a whole.
struct DecodeError {
    std::string message;
    Span span;  ///< in `SourceFile::text()`; empty where no place is to blame
};

/// The result of `SourceFile::encode`.
struct EncodedText {
    std::string bytes;
    bool ok = true;             ///< false: the encoding has no bytes for the character at `failed_at`
    std::size_t failed_at = 0;  ///< byte offset into the text that was to be encoded
};

/// A file's bytes and what they say as Python source: decoded as Python does it (byte order mark, PEP 263
/// declaration, else UTF-8), with lines that end in LF, CR or CRLF. `Span`s are offsets into `text()`, which
/// is UTF-8 without the byte order mark; `position` leads back to the file as stored. Immutable; safe to
/// share between threads.
class SourceFile {
public:
    /// The largest file that is read; spans are 32 bits wide and so are the parser's offsets.
    static constexpr std::size_t max_size = std::size_t{1} << 30;

    /// `path` is for display alone. Never fails: see `decode_error`.
    SourceFile(std::string path, std::string bytes);
    SourceFile(const SourceFile&) = delete;
    SourceFile& operator=(const SourceFile&) = delete;

    const std::string& path() const { return path_; }

    /// The decoded text, always UTF-8. What could not be decoded stands as U+FFFD; empty for a file beyond
    /// `max_size`.
    std::string_view text() const { return text_; }

    /// The file as stored; empty for a file beyond `max_size`.
    std::string_view bytes() const { return bytes_; }

    /// Set where Python would refuse to decode the file: the first place and the reason.
    const std::optional<DecodeError>& decode_error() const { return decode_error_; }

    /// The encoding's name as declared in the file, else `utf-8`.
    const std::string& encoding_name() const { return encoding_name_; }
    bool has_byte_order_mark() const { return has_bom_; }

    /// Line, column and stored byte offset of a place in `text()`; beyond the end: the end.
    Position position(std::uint32_t offset) const;
    Range range(Span span) const;

    /// At least 1: what follows the last line end is a line, be it empty.
    std::uint32_t line_count() const;
    /// The 1-based line that holds `offset`.
    std::uint32_t line_at(std::uint32_t offset) const;
    /// The span of a 1-based line without its line end; empty at the end of the text for a line that is not
    /// there.
    Span line_span(std::uint32_t line) const;
    std::string_view line_text(std::uint32_t line) const;
    std::string_view slice(Span span) const { return text_.substr(span.begin, span.size()); }

    /// The line end that the file's first line has; `\n` where there is only one line.
    std::string_view newline() const;

    /// `text` (UTF-8, without byte order mark) in this file's encoding, with the byte order mark if the file
    /// has one.
    EncodedText encode(std::string_view text) const;

private:
    void decode();
    void check_nul();
    const std::vector<std::uint32_t>& text_lines() const;
    const std::vector<std::uint32_t>& stored_lines() const;
    std::uint32_t stored_offset(std::uint32_t line, std::uint32_t offset) const;

    std::string path_;
    std::string bytes_;
    std::string transcoded_;  ///< backs `text_` where the bytes themselves cannot
    std::string_view text_;
    std::optional<Encoding> encoding_;
    std::string encoding_name_ = "utf-8";
    std::optional<DecodeError> decode_error_;
    bool has_bom_ = false;
    bool text_is_stored_ = true;  ///< `text_` is a view of `bytes_`
    mutable std::once_flag text_lines_once_;
    mutable std::once_flag stored_lines_once_;
    mutable std::vector<std::uint32_t> text_lines_;    ///< offsets at which lines begin
    mutable std::vector<std::uint32_t> stored_lines_;  ///< likewise in `bytes_`, where the two differ
};

}  // namespace jitlint::text
