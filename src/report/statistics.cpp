#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <map>
#include <vector>

#include "report/json_head.h"
#include "text/display.h"

namespace jitlint::report {
namespace {

struct Count {
    std::string rule;
    Severity severity = Severity::Note;
    std::size_t all = 0;
    std::size_t fixable = 0;
};

/// The most frequent first, then by name.
std::vector<Count> counted(const Content& content) {
    std::map<std::string, Count> by_rule;
    for (const Diagnostic& d : content.diagnostics) {
        Count& count = by_rule[d.rule];
        count.rule = d.rule;
        count.severity = std::max(count.severity, d.severity);
        ++count.all;
        count.fixable += d.fix ? 1 : 0;
    }
    std::vector<Count> counts;
    for (auto& [rule, count] : by_rule) counts.push_back(count);
    std::stable_sort(counts.begin(), counts.end(), [](const Count& a, const Count& b) { return a.all > b.all; });
    return counts;
}

std::string place(const Root& root) { return text::escape_for_terminal(fmt::format("{}:{}", root.file, root.line)); }

/// A line for each root: its verdict, where it stands, what it is, the rules in its way.
std::string roots(const std::vector<Root>& roots) {
    std::size_t widest_place = 0;
    std::size_t widest_symbol = 0;
    for (const Root& root : roots) {
        widest_place = std::max(widest_place, place(root).size());
        widest_symbol = std::max(widest_symbol, root.symbol.size());
    }
    std::string out;
    for (const Root& root : roots)
        out += fmt::format("{:<14}  {:<{}}  {:<{}}  {}\n", root.scriptable ? "scriptable" : "not scriptable", place(root), widest_place,
                           text::escape_for_terminal(root.symbol), widest_symbol, fmt::join(root.rules, ", "));
    return out;
}

}  // namespace

std::string statistics(const Content& content) {
    const std::vector<Count> counts = counted(content);
    std::size_t widest = 0;
    for (const Count& count : counts) widest = std::max(widest, count.rule.size());
    std::string out;
    for (const Count& count : counts)
        out += fmt::format("{:>6}  {:<{}}  {:<7}  {}\n", count.all, count.rule, widest, name(count.severity),
                           count.fixable > 0 ? fmt::format("{} fixable", count.fixable) : "");
    if (!counts.empty() && !content.roots.empty()) out += '\n';
    out += roots(content.roots);
    if (!out.empty()) out += '\n';
    std::string trimmed;
    for (const char c : out) {
        if (c == '\n') trimmed.resize(trimmed.find_last_not_of(' ') + 1);
        trimmed += c;
    }
    return trimmed + closing(content);
}

std::string statistics_json(const Content& content) {
    using Json = nlohmann::ordered_json;
    Json made = json_head(content);
    Json& rules = made["rules"] = Json::array();
    for (const Count& count : counted(content))
        rules.push_back({{"rule", count.rule}, {"severity", name(count.severity)}, {"count", count.all}, {"fixable", count.fixable}});
    Json& all = made["roots"] = Json::array();
    for (const Root& root : content.roots)
        all.push_back({{"symbol", root.symbol},
                       {"kind", root.is_module ? "module" : "function"},
                       {"file", root.file},
                       {"line", root.line},
                       {"scriptable", root.scriptable},
                       {"rules", root.rules}});
    return json_text(made);
}

}  // namespace jitlint::report
