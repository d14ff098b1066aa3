#include <fmt/format.h>

#include <algorithm>

#include "report/report.h"
#include "text/display.h"

namespace jitlint::report {
namespace {

std::string plural(std::size_t number, std::string_view word) { return fmt::format("{} {}{}", number, word, number == 1 ? "" : "s"); }

/// `12 of 15 modules`, with the functions beside them.
std::string scriptable(const Summary& summary) {
    std::string out;
    if (summary.modules > 0) out = fmt::format("{} of {}", summary.scriptable_modules, plural(summary.modules, "module"));
    if (summary.functions > 0)
        out += fmt::format("{}{} of {}", out.empty() ? "" : " and ", summary.scriptable_functions, plural(summary.functions, "function"));
    return out;
}

}  // namespace

std::string closing(const Content& content) {
    if (!content.with_closing) return {};
    const std::vector<Diagnostic>& diagnostics = content.diagnostics;
    const Summary& summary = content.summary;
    auto count = [&](Severity severity) {
        return static_cast<std::size_t>(
            std::count_if(diagnostics.begin(), diagnostics.end(), [&](const Diagnostic& d) { return d.severity == severity; }));
    };
    std::string line = fmt::format("{} checked: {}, {}", plural(summary.files, "file"), plural(count(Severity::Error), "error"),
                                   plural(count(Severity::Warning), "warning"));
    if (count(Severity::Note) > 0) line += ", " + plural(count(Severity::Note), "note");
    if (summary.suppressed > 0) line += fmt::format(", {} suppressed", summary.suppressed);
    if (summary.baselined > 0) line += fmt::format(", {} in the baseline", summary.baselined);
    if (summary.stale > 0) line += fmt::format(", {} of the baseline no longer there", summary.stale);
    if (summary.fixable > 0) line += fmt::format("; {} fixable with --fix", summary.fixable);
    if (summary.fixable_unsafe > 0) line += fmt::format("; {} more with --unsafe-fixes", summary.fixable_unsafe);
    if (const std::string share = scriptable(summary); !share.empty()) line += "\n" + share + " scriptable";
    if (summary.target_known)
        line +=
            fmt::format("\ntarget: torch {} ({})", text::escape_for_terminal(summary.torch_target), text::escape_for_terminal(summary.torch_source));
    const bool old_only =
        !summary.target_known && std::any_of(diagnostics.begin(), diagnostics.end(), [](const Diagnostic& d) { return d.torch.starts_with("<"); });
    if (old_only)
        line +=
            "\nsome findings concern old torch releases only: say which you support with --torch-version, "
            "e.g. --torch-version '>=1.13'";
    return line + "\n";
}

}  // namespace jitlint::report
