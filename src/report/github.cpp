#include <fmt/format.h>

#include "report/report.h"
#include "text/display.h"

namespace jitlint::report {
namespace {

/// As the runner unescapes it: a message.
std::string escaped(std::string_view text) {
    std::string out;
    for (const char c : text::escape_for_terminal(text, true)) {
        if (c == '%')
            out += "%25";
        else if (c == '\r')
            out += "%0D";
        else if (c == '\n')
            out += "%0A";
        else
            out += c;
    }
    return out;
}

/// A property, in which `:` and `,` have a meaning too.
std::string escaped_property(std::string_view text) {
    std::string out;
    for (const char c : escaped(text)) {
        if (c == ':')
            out += "%3A";
        else if (c == ',')
            out += "%2C";
        else
            out += c;
    }
    return out;
}

}  // namespace

std::string github(const Content& content) {
    std::string out;
    for (const Diagnostic& d : content.diagnostics) {
        const std::string_view command = d.severity == Severity::Note ? "notice" : name(d.severity);
        std::string message = d.message;
        if (!d.help.empty()) message += "\nhelp: " + d.help;
        if (d.torch != ">=1.0") message += "\ntorch: " + d.torch;
        // Columns are shown only where the range is on one line.
        const std::string place =
            d.range.start.line == d.range.end.line ? fmt::format(",col={},endColumn={}", d.range.start.column, d.range.end.column) : std::string();
        out += fmt::format("::{} title={},file={},line={},endLine={}{}::{}\n", command, escaped_property("jitlint (" + d.rule + ")"),
                           escaped_property(content.repository_name(d.file)), d.range.start.line, d.range.end.line, place, escaped(message));
    }
    return out;
}

}  // namespace jitlint::report
