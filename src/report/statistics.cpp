#include <fmt/format.h>

#include <algorithm>
#include <map>
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

}  // namespace

std::string statistics(const Content& content) {
    std::map<std::string, Count> by_rule;
    for (const Diagnostic& d : content.diagnostics) {
        Count& count = by_rule[d.rule];
        count.rule = d.rule;
        count.severity = std::max(count.severity, d.severity);
        ++count.all;
        count.fixable += d.fix ? 1 : 0;
    }
    std::vector<Count> counts;
    std::size_t widest = 0;
    for (auto& [rule, count] : by_rule) {
        widest = std::max(widest, rule.size());
        counts.push_back(count);
    }
    std::stable_sort(counts.begin(), counts.end(), [](const Count& a, const Count& b) { return a.all > b.all; });
    std::string out;
    for (const Count& count : counts)
        out += fmt::format("{:>6}  {:<{}}  {:<7}  {}\n", count.all, count.rule, widest, name(count.severity),
                           count.fixable > 0 ? fmt::format("{} fixable", count.fixable) : "");
    while (out.find(" \n") != std::string::npos) out.erase(out.find(" \n"), 1);
    return out + closing(content.diagnostics, content.summary);
}

}  // namespace jitlint::report
