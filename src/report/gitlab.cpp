#include "report/json_head.h"

namespace jitlint::report {
namespace {

std::string_view severity(Severity severity) {
    switch (severity) {
        case Severity::Note:
            return "info";
        case Severity::Warning:
            return "minor";
        case Severity::Error:
            return "major";
    }
    return {};
}

}  // namespace

std::string gitlab(const Content& content) {
    using Json = nlohmann::ordered_json;
    Json all = Json::array();
    for (std::size_t i = 0; i < content.diagnostics.size(); ++i) {
        const Diagnostic& d = content.diagnostics[i];
        all.push_back({{"description", d.rule + ": " + d.message},
                       {"check_name", d.rule},
                       {"fingerprint", content.fingerprints[i]},
                       {"severity", severity(d.severity)},
                       {"location",
                        {{"path", content.repository_name(d.file)},
                         {"lines", {{"begin", d.range.start.line}, {"end", d.range.end.line}}},
                         {"positions",
                          {{"begin", {{"line", d.range.start.line}, {"column", d.range.start.column}}},
                           {"end", {{"line", d.range.end.line}, {"column", d.range.end.column}}}}}}}});
    }
    return json_text(all);
}

}  // namespace jitlint::report
