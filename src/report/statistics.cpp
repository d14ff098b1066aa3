#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <nlohmann/json.hpp>
#include <vector>

#include "report/report.h"

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

}  // namespace

std::string statistics(const Content& content) {
    const std::vector<Count> counts = counted(content);
    std::size_t widest = 0;
    for (const Count& count : counts) widest = std::max(widest, count.rule.size());
    std::string out;
    for (const Count& count : counts)
        out += fmt::format("{:>6}  {:<{}}  {:<7}  {}\n", count.all, count.rule, widest, name(count.severity),
                           count.fixable > 0 ? fmt::format("{} fixable", count.fixable) : "");
    while (out.find(" \n") != std::string::npos) out.erase(out.find(" \n"), 1);
    return out + closing(content.diagnostics, content.summary);
}

std::string statistics_json(const Content& content) {
    using Json = nlohmann::ordered_json;
    Json all = Json::array();
    for (const Count& count : counted(content))
        all.push_back({{"rule", count.rule}, {"severity", name(count.severity)}, {"count", count.all}, {"fixable", count.fixable}});
    return all.dump(2) + "\n";
}

}  // namespace jitlint::report
