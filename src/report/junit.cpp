#include <fmt/format.h>

#include <algorithm>

#include "report/report.h"
#include "text/display.h"
#include "text/utf8.h"

namespace jitlint::report {
namespace {

/// Text in XML; what XML cannot hold becomes visible.
std::string escaped(std::string_view text) {
    std::string out;
    for (const char c : text::escape_for_terminal(text, true)) {
        switch (c) {
            case '&':
                out += "&amp;";
                break;
            case '<':
                out += "&lt;";
                break;
            case '>':
                out += "&gt;";
                break;
            case '"':
                out += "&quot;";
                break;
            case '\n':
                out += "&#10;";
                break;
            default:
                out += c;
        }
    }
    return out;
}

std::string test_case(const Diagnostic& d, const std::string& file) {
    const std::string place = fmt::format("{}:{}:{}", file, d.range.start.line, d.range.start.column);
    std::string details = fmt::format("{}: {}[{}]: {}", place, name(d.severity), d.rule, d.message);
    if (!d.help.empty()) details += "\nhelp: " + d.help;
    const std::string inner = d.severity == Severity::Error
                                  ? fmt::format("<failure type=\"{}\" message=\"{}\">{}</failure>", d.rule, escaped(d.message), escaped(details))
                                  : fmt::format("<system-out>{}</system-out>", escaped(details));
    return fmt::format("    <testcase name=\"{} ({}:{})\" classname=\"{}\" file=\"{}\" line=\"{}\">{}</testcase>\n", d.rule, d.range.start.line,
                       d.range.start.column, escaped(file), escaped(file), d.range.start.line, inner);
}

std::size_t errors(std::span<const Diagnostic> diagnostics) {
    return static_cast<std::size_t>(std::ranges::count(diagnostics, Severity::Error, &Diagnostic::severity));
}

}  // namespace

std::string junit(const Content& content) {
    const std::span<const Diagnostic> all = content.diagnostics;
    std::string suites;
    std::size_t tests = 0;
    for (std::size_t first = 0; first < all.size();) {
        std::size_t last = first;
        while (last < all.size() && all[last].file == all[first].file) ++last;
        const auto of_file = all.subspan(first, last - first);
        const std::string& file = content.repository_name(all[first].file);
        suites += fmt::format("  <testsuite name=\"{}\" tests=\"{}\" failures=\"{}\" errors=\"0\" skipped=\"0\">\n", escaped(file), of_file.size(),
                              errors(of_file));
        for (const Diagnostic& d : of_file) suites += test_case(d, file);
        suites += "  </testsuite>\n";
        tests += of_file.size();
        first = last;
    }
    if (tests == 0) {
        // Tools take a report without any test for one that failed.
        tests = 1;
        suites =
            "  <testsuite name=\"jitlint\" tests=\"1\" failures=\"0\" errors=\"0\" skipped=\"0\">\n"
            "    <testcase name=\"nothing found\" classname=\"jitlint\"/>\n  </testsuite>\n";
    }
    return fmt::format(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites name=\"jitlint\" tests=\"{}\" failures=\"{}\" errors=\"0\">\n{}</testsuites>\n",
        tests, errors(all), suites);
}

}  // namespace jitlint::report
