#include <algorithm>

#include "jitlint/version.h"
#include "report/json_head.h"
#include "text/display.h"

namespace jitlint::report {
namespace {

using Json = nlohmann::ordered_json;

Json position(const Position& p) { return {{"line", p.line}, {"column", p.column}, {"offset", p.offset}}; }
Json range(const Range& r) { return {{"start", position(r.start)}, {"end", position(r.end)}}; }

Json fix(const std::optional<Fix>& fix) {
    if (!fix) return nullptr;
    Json edits = Json::array();
    for (const Edit& edit : fix->edits) edits.push_back({{"file", edit.file}, {"range", range(edit.range)}, {"replacement", edit.replacement}});
    return {{"applicability", fix->applicability == Applicability::Safe ? "safe" : "unsafe"}, {"title", fix->title}, {"edits", std::move(edits)}};
}

Json diagnostic(const Diagnostic& d) {
    Json frames = Json::array();
    for (const Frame& frame : d.reached_from) frames.push_back({{"file", frame.file}, {"line", frame.line}, {"symbol", frame.symbol}});
    Json labels = Json::array();
    for (const Label& label : d.labels) labels.push_back({{"file", label.file}, {"range", range(label.range)}, {"message", label.message}});
    return {{"rule", d.rule},
            {"severity", name(d.severity)},
            {"message", d.message},
            {"help", d.help},
            {"file", d.file},
            {"range", range(d.range)},
            {"symbol", d.symbol},
            {"torch", d.torch},
            {"reached_from", std::move(frames)},
            {"labels", std::move(labels)},
            {"fix", fix(d.fix)},
            {"url", d.url}};
}

}  // namespace

std::string json_text(const Json& value, int indent) {
    return text::escape_json_for_terminal(value.dump(indent, ' ', false, Json::error_handler_t::replace)) + "\n";
}

Json json_head(const Content& content) {
    auto count = [&](Severity severity) {
        return std::count_if(content.diagnostics.begin(), content.diagnostics.end(), [&](const Diagnostic& d) { return d.severity == severity; });
    };
    const Summary& summary = content.summary;
    return {
        {"schema_version", 1},
        {"tool", {{"name", "jitlint"}, {"version", kVersion}}},
        {"torch", {{"target", summary.torch_target}, {"source", summary.torch_source}}},
        {"summary",
         {{"files", summary.files},
          {"errors", count(Severity::Error)},
          {"warnings", count(Severity::Warning)},
          {"notes", count(Severity::Note)},
          {"fixable", summary.fixable},
          {"suppressed", summary.suppressed},
          {"baselined", summary.baselined},
          {"stale", summary.stale},
          {"roots", summary.modules + summary.functions},
          {"scriptable", summary.scriptable_modules + summary.scriptable_functions}}},
    };
}

std::string json(const Content& content) {
    Json root = json_head(content);
    Json& all = root["diagnostics"] = Json::array();
    for (const Diagnostic& d : content.diagnostics) all.push_back(diagnostic(d));
    return json_text(root);
}

std::string jsonl(const Content& content) {
    std::string out;
    for (const Diagnostic& d : content.diagnostics) out += json_text(diagnostic(d), -1);
    return out;
}

}  // namespace jitlint::report
