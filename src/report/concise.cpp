#include <fmt/format.h>

#include <algorithm>

#include "report/report.h"
#include "text/display.h"

namespace jitlint::report {

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

std::string closing(const std::vector<Diagnostic>& diagnostics, const Summary& summary) {
    auto count = [&](Severity severity) {
        return std::count_if(diagnostics.begin(), diagnostics.end(), [&](const Diagnostic& d) { return d.severity == severity; });
    };
    auto plural = [](auto number, std::string_view word) { return fmt::format("{} {}{}", number, word, number == 1 ? "" : "s"); };
    std::string line = fmt::format("{} checked: {}, {}", plural(summary.files, "file"), plural(count(Severity::Error), "error"),
                                   plural(count(Severity::Warning), "warning"));
    if (count(Severity::Note) > 0) line += ", " + plural(count(Severity::Note), "note");
    if (summary.suppressed > 0) line += fmt::format(", {} suppressed", summary.suppressed);
    if (summary.fixable > 0) line += fmt::format("; {} fixable with --fix", summary.fixable);
    if (summary.fixable_unsafe > 0) line += fmt::format("; {} more with --unsafe-fixes", summary.fixable_unsafe);
    if (summary.roots > 0) line += fmt::format("\n{} of {} scriptable", summary.scriptable_roots, plural(summary.roots, "root"));
    const bool old_only =
        !summary.target_known && std::any_of(diagnostics.begin(), diagnostics.end(), [](const Diagnostic& d) { return d.torch.starts_with("<"); });
    if (old_only)
        line +=
            "\nsome findings concern old torch releases only: say which you support with --torch-version, "
            "e.g. --torch-version '>=1.13'";
    return line + "\n";
}

std::string concise(const std::vector<Diagnostic>& diagnostics, const Summary& summary) {
    std::string out;
    for (const Diagnostic& d : diagnostics)
        out += fmt::format("{}:{}:{}: {}[{}]: {}\n", text::escape_for_terminal(d.file), d.range.start.line, d.range.start.column, name(d.severity),
                           d.rule, text::escape_for_terminal(d.message));
    return out + closing(diagnostics, summary);
}

}  // namespace jitlint::report
