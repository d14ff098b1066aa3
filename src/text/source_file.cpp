#include "text/source_file.h"

#include <algorithm>
#include <utility>

#include "text/utf8.h"

namespace jitlint::text {

namespace {

constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";

/// The offsets at which lines begin, with LF, CR and CRLF as line ends.
std::vector<std::uint32_t> line_starts(std::string_view text) {
    std::vector<std::uint32_t> starts;
    starts.reserve(text.size() / 32 + 1);
    starts.push_back(0);
    const bool has_cr = text.find('\r') != std::string_view::npos;
    for (std::size_t at = 0; at < text.size();) {
        at = has_cr ? text.find_first_of("\r\n", at) : text.find('\n', at);
        if (at == std::string_view::npos) break;
        at += text[at] == '\r' && at + 1 < text.size() && text[at + 1] == '\n' ? 2U : 1U;
        starts.push_back(static_cast<std::uint32_t>(at));
    }
    return starts;
}

}  // namespace

SourceFile::SourceFile(std::string path, std::string bytes) : path_(std::move(path)), bytes_(std::move(bytes)) {
    if (bytes_.size() > max_size) {
        bytes_ = {};
        decode_error_ = DecodeError{"the file is larger than 1 GiB", {}};
        return;
    }
    decode();
    check_nul();
}

void SourceFile::decode() {
    std::string_view body = bytes_;
    has_bom_ = body.starts_with(byte_order_mark);
    if (has_bom_) body.remove_prefix(byte_order_mark.size());
    encoding_ = Encoding::named("utf-8");
    if (const auto declared = declared_encoding(body)) {
        encoding_name_ = *declared;
        const auto begin = static_cast<std::uint32_t>(declared->data() - body.data());
        const Span place{begin, begin + static_cast<std::uint32_t>(declared->size())};
        const auto encoding = Encoding::named(*declared);
        if (!encoding)
            decode_error_ = DecodeError{"unknown encoding `" + encoding_name_ + "`", place};
        else if (has_bom_ && !encoding->is_utf8())
            decode_error_ = DecodeError{"the declared encoding `" + encoding_name_ + "` contradicts the UTF-8 byte order mark", place};
        else
            encoding_ = encoding;
    }
    if (encoding_->is_utf8() && find_invalid_utf8(body) == std::string_view::npos) {
        text_ = body;
        return;
    }
    // At worst every byte becomes a U+FFFD of three bytes, which 32-bit offsets still reach.
    static_assert(max_size * 3 < UINT32_MAX);
    Encoding::Decoded decoded = encoding_->decode(body);
    transcoded_ = std::move(decoded.text);
    text_ = transcoded_;
    text_is_stored_ = false;
    if (decoded.error_in_bytes && !decode_error_) {
        constexpr const char* digits = "0123456789abcdef";
        const auto byte = static_cast<unsigned char>(body[*decoded.error_in_bytes]);
        const auto begin = static_cast<std::uint32_t>(decoded.error_in_text);
        decode_error_ = DecodeError{std::string("byte 0x") + digits[byte >> 4U] + digits[byte & 0xFU] + " does not decode as " + encoding_name_,
                                    {begin, begin + 3}};
    }
}

void SourceFile::check_nul() {
    if (decode_error_) return;
    const std::size_t at = text_.find('\0');
    if (at == std::string_view::npos) return;
    const auto begin = static_cast<std::uint32_t>(at);
    decode_error_ = DecodeError{"source text has a NUL byte", {begin, begin + 1}};
}

const std::vector<std::uint32_t>& SourceFile::text_lines() const {
    std::call_once(text_lines_once_, [this] { text_lines_ = line_starts(text_); });
    return text_lines_;
}

const std::vector<std::uint32_t>& SourceFile::stored_lines() const {
    std::call_once(stored_lines_once_, [this] { stored_lines_ = line_starts(bytes_); });
    return stored_lines_;
}

std::uint32_t SourceFile::line_count() const { return static_cast<std::uint32_t>(text_lines().size()); }

std::uint32_t SourceFile::line_at(std::uint32_t offset) const {
    const auto& starts = text_lines();
    return static_cast<std::uint32_t>(std::upper_bound(starts.begin(), starts.end(), offset) - starts.begin());
}

Span SourceFile::line_span(std::uint32_t line) const {
    const auto& starts = text_lines();
    const auto size = static_cast<std::uint32_t>(text_.size());
    if (line == 0 || line > starts.size()) return {size, size};
    Span span{starts[line - 1], line < starts.size() ? starts[line] : size};
    if (line < starts.size()) {
        if (text_[span.end - 1] == '\n') --span.end;
        if (span.end > span.begin && text_[span.end - 1] == '\r') --span.end;
    }
    return span;
}

std::string_view SourceFile::line_text(std::uint32_t line) const { return slice(line_span(line)); }

std::string_view SourceFile::newline() const {
    const std::size_t at = text_.find_first_of("\r\n");
    if (at == std::string_view::npos || text_[at] == '\n') return "\n";
    return text_.substr(at).starts_with("\r\n") ? "\r\n" : "\r";
}

Position SourceFile::position(std::uint32_t offset) const {
    offset = std::min(offset, static_cast<std::uint32_t>(text_.size()));
    Position position;
    position.line = line_at(offset);
    const std::uint32_t start = text_lines()[position.line - 1];
    position.column = 1 + static_cast<std::uint32_t>(count_code_points(text_.substr(start, offset - start)));
    position.offset = stored_offset(position.line, offset);
    return position;
}

Range SourceFile::range(Span span) const { return {position(span.begin), position(span.end)}; }

std::uint32_t SourceFile::stored_offset(std::uint32_t line, std::uint32_t offset) const {
    const auto bom = static_cast<std::uint32_t>(has_bom_ ? byte_order_mark.size() : 0);
    if (text_is_stored_) return offset + bom;
    const auto& lines = stored_lines();
    const auto size = static_cast<std::uint32_t>(bytes_.size());
    if (line > lines.size()) return size;
    const std::uint32_t begin = line == 1 ? bom : lines[line - 1];
    const std::uint32_t end = line < lines.size() ? lines[line] : size;
    const std::uint32_t text_begin = text_lines()[line - 1];
    const std::string_view before = text_.substr(text_begin, offset - text_begin);
    const std::string_view stored = std::string_view(bytes_).substr(begin, end - begin);
    std::size_t length = 0;
    if (encoding_->is_utf8()) {
        // Broken sequences became U+FFFD: walk the stored line as `decode` did.
        for (std::size_t produced = 0; produced < before.size() && length < stored.size();) {
            const Utf8Step step = decode_utf8(stored, length);
            produced += step.valid ? step.length : 3U;
            length += step.length;
        }
    } else {
        const Encoding::Encoded encoded = encoding_->encode(before);
        length = encoded.bytes.size();
        // Each U+FFFD stands for a byte that did not decode.
        if (encoded.error_in_text)
            for (std::size_t at = 0; (at = before.find("\xEF\xBF\xBD", at)) != std::string_view::npos; at += 3) ++length;
    }
    return begin + static_cast<std::uint32_t>(std::min(length, stored.size()));
}

EncodedText SourceFile::encode(std::string_view text) const {
    EncodedText result;
    if (!encoding_) {
        result.ok = false;
        return result;
    }
    if (has_bom_) result.bytes = byte_order_mark;
    Encoding::Encoded encoded = encoding_->encode(text);
    result.ok = !encoded.error_in_text;
    result.failed_at = encoded.error_in_text.value_or(0);
    result.bytes += encoded.bytes;
    return result;
}

}  // namespace jitlint::text
