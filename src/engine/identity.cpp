#include "engine/identity.h"

#include <fmt/format.h>

#include <cstdint>
#include <map>

namespace jitlint::engine {
namespace {

constexpr std::size_t kLongest = 240;

std::string normalised(std::string_view line) {
    std::string out;
    bool blank = false;
    for (const char c : line) {
        if (c == ' ' || c == '\t' || c == '\f' || c == '\r') {
            blank = !out.empty();
            continue;
        }
        if (blank) out += ' ';
        blank = false;
        out += c;
    }
    std::size_t size = std::min(out.size(), kLongest);
    while (size > 0 && size < out.size() && (static_cast<unsigned char>(out[size]) & 0xC0) == 0x80) --size;
    out.resize(size);
    return out;
}

/// FNV-1a, from a given start.
std::uint64_t hashed(std::uint64_t hash, std::string_view text) {
    for (const char c : text) hash = (hash ^ static_cast<unsigned char>(c)) * 0x100000001b3ULL;
    return (hash ^ 0xFFU) * 0x100000001b3ULL;
}

}  // namespace

Identity identity(const Diagnostic& diagnostic, const Report& report) {
    Identity made{diagnostic.file, diagnostic.rule, diagnostic.symbol, {}};
    const auto source = report.sources.find(diagnostic.file);
    if (source != report.sources.end()) made.source = normalised(source->second->line_text(diagnostic.range.start.line));
    return made;
}

std::vector<std::string> fingerprints(const Report& report, const std::map<std::string, std::string>& names) {
    std::vector<std::string> all;
    std::map<Identity, std::size_t> seen;
    for (const Diagnostic& diagnostic : report.diagnostics) {
        Identity id = identity(diagnostic, report);
        if (const auto name = names.find(id.file); name != names.end()) id.file = name->second;
        const std::string number = std::to_string(seen[id]++);
        std::string digits;
        for (std::uint64_t hash : {0xcbf29ce484222325ULL, 0x84222325cbf29ce4ULL}) {
            for (std::string_view part : {std::string_view(id.file), std::string_view(id.rule), std::string_view(id.symbol),
                                          std::string_view(id.source), std::string_view(number)})
                hash = hashed(hash, part);
            digits += fmt::format("{:016x}", hash);
        }
        all.push_back(std::move(digits));
    }
    return all;
}

}  // namespace jitlint::engine
