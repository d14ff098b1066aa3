#include <fmt/format.h>

#include "report/report.h"
#include "text/display.h"

namespace jitlint::report {

std::string concise(const Content& content) {
    std::string out;
    for (const Diagnostic& d : content.diagnostics)
        out += fmt::format("{}:{}:{}: {}[{}]: {}\n", text::escape_for_terminal(d.file), d.range.start.line, d.range.start.column, name(d.severity),
                           d.rule, text::escape_for_terminal(d.message));
    return out + closing(content);
}

}  // namespace jitlint::report
