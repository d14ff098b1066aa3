#include "report/line_hash.h"

#include <fmt/format.h>

#include <cstdint>
#include <map>

#include "text/utf8.h"

namespace jitlint::report {
namespace {

constexpr std::size_t kBlock = 100;
constexpr std::uint64_t kFactor = 37;
constexpr std::uint16_t kEnd = 0xFFFF;

/// A file as it is hashed: UTF-16 without blanks, every line end a line feed, and the end marked.
struct Characters {
    std::vector<std::uint16_t> all;
    std::vector<std::size_t> lines;  ///< where each begins

    explicit Characters(std::string_view bytes) {
        bool after_return = false;
        for (std::size_t at = 0; at < bytes.size();) {
            const text::Utf8Step step = text::decode_utf8(bytes, at);
            at += step.length;
            const char32_t c = step.code_point;
            const bool skipped = c == ' ' || c == '\t' || (c == '\n' && after_return);
            after_return = c == '\r';
            if (skipped) continue;
            if (c > 0xFFFF) add(static_cast<std::uint16_t>(0xD800 + ((c - 0x10000) >> 10U)));
            add(c == '\r' ? '\n' : c > 0xFFFF ? static_cast<std::uint16_t>(0xDC00 + ((c - 0x10000) & 0x3FFU)) : static_cast<std::uint16_t>(c));
        }
        add(kEnd);
    }

private:
    void add(std::uint16_t unit) {
        if (all.empty() || all.back() == '\n') lines.push_back(all.size());
        all.push_back(unit);
    }
};

}  // namespace

std::vector<std::string> line_hashes(std::string_view bytes) {
    const Characters characters(bytes);
    std::vector<std::string> hashes;
    std::map<std::uint64_t, unsigned> seen;
    for (const std::size_t begin : characters.lines) {
        std::uint64_t hash = 0;
        for (std::size_t i = begin; i < begin + kBlock; ++i) hash = hash * kFactor + (i < characters.all.size() ? characters.all[i] : 0);
        hashes.push_back(fmt::format("{:x}:{}", hash, ++seen[hash]));
    }
    return hashes;
}

}  // namespace jitlint::report
