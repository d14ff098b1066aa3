#include <algorithm>
#include <array>

#include "report/report.h"

namespace jitlint::report {

std::span<const Format> formats() {
    static constexpr std::array<Format, 8> all{{
        {"text", text},
        {"concise", concise},
        {"json", json},
        {"jsonl", jsonl},
        {"sarif", sarif},
        {"github", github},
        {"gitlab", gitlab},
        {"junit", junit},
    }};
    return all;
}

const Format* find_format(std::string_view name) {
    const std::span<const Format> all = formats();
    const auto found = std::ranges::find(all, name, &Format::name);
    return found == all.end() ? nullptr : &*found;
}

std::string_view name(Severity severity) {
    switch (severity) {
        case Severity::Note:
            return "note";
        case Severity::Warning:
            return "warning";
        case Severity::Error:
            return "error";
    }
    return {};
}

}  // namespace jitlint::report
