#include <algorithm>
#include <map>

#include "jitlint/version.h"
#include "report/json_head.h"
#include "report/line_hash.h"
#include "report/page.h"
#include "rules/rule_ids.h"

namespace jitlint::report {
namespace {

using Json = nlohmann::ordered_json;

constexpr const char* kRoot = "%SRCROOT%";

std::string_view precision(const rules::RuleInfo& rule) { return rule.severity == Severity::Error ? "very-high" : "high"; }

/// `try-statement` as `TryStatement`.
std::string pascal_case(std::string_view kebab) {
    std::string out;
    bool start = true;
    for (const char c : kebab) {
        if (c == '-') {
            start = true;
            continue;
        }
        out += start && c >= 'a' && c <= 'z' ? static_cast<char>(c - 0x20) : c;
        start = false;
    }
    return out;
}

/// A path as a URI reference: bytes that a URI cannot hold as %XX.
std::string uri(std::string_view path) {
    constexpr std::string_view plain = "/-._~!$&'()*+,;=@";
    constexpr const char* digits = "0123456789ABCDEF";
    std::string out;
    for (const char c : path) {
        const bool letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
        if (letter || plain.find(c) != std::string_view::npos) {
            out += c;
        } else {
            out += '%';
            out += digits[static_cast<unsigned char>(c) >> 4U];
            out += digits[static_cast<unsigned char>(c) & 0xFU];
        }
    }
    return out;
}

class Log {
public:
    explicit Log(const Content& content) : content_(content) {}

    Json run() {
        Json results = Json::array();
        for (std::size_t i = 0; i < content_.diagnostics.size(); ++i) results.push_back(result(content_.diagnostics[i], content_.fingerprints[i]));
        return {{"tool",
                 {{"driver",
                   {{"name", "jitlint"},
                    {"version", kVersion},
                    {"semanticVersion", kVersion},
                    {"shortDescription", {{"text", "Says what torch.jit.script would reject, without importing torch"}}},
                    {"rules", rules_}}}}},
                {"invocations", Json::array({invocation()})},
                {"originalUriBaseIds", {{kRoot, {{"description", {{"text", "the root of the repository"}}}}}}},
                {"columnKind", "unicodeCodePoints"},
                {"properties", {{"torch", content_.summary.torch_target}, {"torchSource", content_.summary.torch_source}}},
                {"results", std::move(results)}};
    }

private:
    static Json rule(const rules::RuleInfo& rule) {
        std::string does(page_section(rule.page, "What it does"));
        const std::string body(page_body(rule.page));
        return {
            {"id", rule.name},
            {"name", pascal_case(rule.name)},
            {"shortDescription", {{"text", rule.summary}}},
            {"fullDescription", {{"text", does.empty() ? std::string(rule.summary) : does}}},
            {"help", {{"text", body}, {"markdown", body}}},
            {"defaultConfiguration", {{"level", name(rule.severity)}}},
            {"properties", {{"tags", {"torchscript", rule.family}}, {"precision", precision(rule)}, {"problem.severity", problem_severity(rule)}}}};
    }

    /// As code scanning calls it.
    static std::string_view problem_severity(const rules::RuleInfo& rule) {
        return rule.severity == Severity::Note ? "recommendation" : name(rule.severity);
    }

    std::size_t rule_index(const std::string& id) {
        const auto known = indexes_.find(id);
        if (known != indexes_.end()) return known->second;
        const auto found = rules::find_rule(id);
        rules_.push_back(found ? rule(rules::info(*found)) : Json{{"id", id}});
        return indexes_[id] = rules_.size() - 1;
    }

    /// What could not be read, or is wrong otherwise.
    Json invocation() const {
        Json made = {{"executionSuccessful", content_.problems.empty()}};
        if (content_.problems.empty()) return made;
        Json notes = Json::array();
        for (const Problem& problem : content_.problems)
            notes.push_back({{"level", "error"},
                             {"message", {{"text", problem.message}}},
                             {"locations", Json::array({Json{{"physicalLocation", {{"artifactLocation", artifact(problem.file)}}}}})}});
        made["toolExecutionNotifications"] = std::move(notes);
        return made;
    }

    /// See `line_hashes`; our own where the file is not there to be read.
    std::string line_hash(const Diagnostic& d, const std::string& fingerprint) {
        const auto source = content_.sources.find(d.file);
        if (source == content_.sources.end()) return fingerprint;
        const auto [at, fresh] = line_hashes_.try_emplace(d.file);
        if (fresh) at->second = line_hashes(source->second->bytes());
        const std::size_t line = d.range.start.line;
        return line >= 1 && line <= at->second.size() ? at->second[line - 1] : fingerprint;
    }

    Json artifact(const std::string& file) const {
        const std::string& name = content_.repository_name(file);
        if (name.starts_with('/')) return {{"uri", "file://" + uri(name)}};
        return {{"uri", uri(name)}, {"uriBaseId", kRoot}};
    }

    static Json region(const Range& range) {
        return {{"startLine", range.start.line}, {"startColumn", range.start.column}, {"endLine", range.end.line},
                {"endColumn", range.end.column}, {"byteOffset", range.start.offset},  {"byteLength", range.end.offset - range.start.offset}};
    }

    Json physical(const std::string& file, const Range& range) const { return {{"artifactLocation", artifact(file)}, {"region", region(range)}}; }

    Json location(const Diagnostic& d) const {
        Json made = {{"physicalLocation", physical(d.file, d.range)}};
        if (!d.symbol.empty()) made["logicalLocations"] = {{{"fullyQualifiedName", d.symbol}, {"kind", "function"}}};
        return made;
    }

    /// The way from the root to the place.
    Json code_flows(const Diagnostic& d) const {
        Json steps = Json::array();
        for (const Frame& frame : d.reached_from)
            steps.push_back({{"location",
                              {{"physicalLocation", {{"artifactLocation", artifact(frame.file)}, {"region", {{"startLine", frame.line}}}}},
                               {"message", {{"text", frame.symbol}}}}}});
        Json last = location(d);
        last["message"] = {{"text", d.message}};
        steps.push_back({{"location", std::move(last)}});
        Json flow;
        flow["threadFlows"] = Json::array({Json{{"locations", std::move(steps)}}});
        return Json::array({std::move(flow)});
    }

    Json fixes(const Diagnostic& d) const {
        std::map<std::string, Json> by_file;
        for (const Edit& edit : d.fix->edits) {
            Json& replacements = by_file.try_emplace(edit.file, Json::array()).first->second;
            replacements.push_back({{"deletedRegion", region(edit.range)}, {"insertedContent", {{"text", edit.replacement}}}});
        }
        Json changes = Json::array();
        for (auto& [file, replacements] : by_file)
            changes.push_back({{"artifactLocation", artifact(file)}, {"replacements", std::move(replacements)}});
        std::string title = d.fix->title;
        if (d.fix->applicability == Applicability::Unsafe) title += " (unsafe)";
        return Json::array({Json{{"description", {{"text", title}}}, {"artifactChanges", std::move(changes)}}});
    }

    Json result(const Diagnostic& d, const std::string& fingerprint) {
        std::string message = d.message;
        if (!d.help.empty()) message += "\nhelp: " + d.help;
        Json made = {{"ruleId", d.rule},
                     {"ruleIndex", rule_index(d.rule)},
                     {"level", name(d.severity)},
                     {"message", {{"text", message}}},
                     {"locations", Json::array({location(d)})},
                     {"partialFingerprints", {{"primaryLocationLineHash", line_hash(d, fingerprint)}, {"jitlint/v1", fingerprint}}}};
        if (!d.labels.empty()) {
            Json related = Json::array();
            for (const Label& label : d.labels)
                related.push_back(
                    {{"id", related.size() + 1}, {"physicalLocation", physical(label.file, label.range)}, {"message", {{"text", label.message}}}});
            made["relatedLocations"] = std::move(related);
        }
        if (!d.reached_from.empty()) made["codeFlows"] = code_flows(d);
        if (d.fix) made["fixes"] = fixes(d);
        made["properties"] = {{"torch", d.torch}};
        return made;
    }

    const Content& content_;
    Json rules_ = Json::array();
    std::map<std::string, std::size_t> indexes_;
    std::map<std::string, std::vector<std::string>> line_hashes_;
};

}  // namespace

std::string sarif(const Content& content) {
    const Json log = {
        {"$schema", "https://json.schemastore.org/sarif-2.1.0.json"}, {"version", "2.1.0"}, {"runs", Json::array({Log(content).run()})}};
    return json_text(log);
}

}  // namespace jitlint::report
