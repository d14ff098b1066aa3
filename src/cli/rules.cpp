#include <fmt/format.h>

#include <algorithm>
#include <cstdio>
#include <nlohmann/json.hpp>

#include "cli/options.h"
#include "report/report.h"
#include "rules/rule_ids.h"

namespace jitlint::cli {
namespace {

std::size_t distance(std::string_view a, std::string_view b) {
    std::vector<std::size_t> row(b.size() + 1);
    for (std::size_t j = 0; j <= b.size(); ++j) row[j] = j;
    for (std::size_t i = 1; i <= a.size(); ++i) {
        std::size_t diagonal = row[0];
        row[0] = i;
        for (std::size_t j = 1; j <= b.size(); ++j) {
            const std::size_t replaced = diagonal + (a[i - 1] != b[j - 1]);
            diagonal = row[j];
            row[j] = std::min({replaced, row[j] + 1, row[j - 1] + 1});
        }
    }
    return row[b.size()];
}

std::string_view fix_name(const rules::RuleInfo& rule) {
    if (!rule.fix) return "none";
    return *rule.fix == Applicability::Safe ? "safe" : "unsafe";
}

void print(std::string_view text) { std::fwrite(text.data(), 1, text.size(), stdout); }

}  // namespace

std::string nearest_rule(const std::string& name) {
    std::string best;
    std::size_t least = std::max<std::size_t>(3, name.size() / 3) + 1;
    if (name.size() > 200) return best;
    for (const rules::RuleInfo& rule : rules::all_rules()) {
        const std::size_t d = distance(name, rule.name);
        if (d < least) {
            least = d;
            best = rule.name;
        }
    }
    return best;
}

int list_rules(const std::string& format) {
    if (format == "json") {
        nlohmann::ordered_json all = nlohmann::ordered_json::array();
        for (const rules::RuleInfo& rule : rules::all_rules())
            all.push_back({{"name", rule.name},
                           {"family", rule.family},
                           {"severity", report::name(rule.severity)},
                           {"torch", rule.torch},
                           {"fix", fix_name(rule)},
                           {"summary", rule.summary}});
        print(all.dump(2) + "\n");
        return 0;
    }
    std::size_t widest = 0;
    for (const rules::RuleInfo& rule : rules::all_rules()) widest = std::max(widest, rule.name.size());
    for (const rules::RuleInfo& rule : rules::all_rules())
        print(fmt::format("{:<{}}  {:<7}  {:<6}  {:<14}  {}\n", rule.name, widest, report::name(rule.severity), fix_name(rule), rule.torch,
                          rule.summary));
    return 0;
}

int explain(const std::string& name) {
    const auto rule = rules::find_rule(name);
    if (!rule) {
        const std::string near = nearest_rule(name);
        fmt::print(stderr, "jitlint: there is no rule `{}`{}\n", name,
                   near.empty() ? "; `jitlint rules` lists them" : fmt::format("; did you mean `{}`?", near));
        return 2;
    }
    print(rules::info(*rule).page);
    return 0;
}

}  // namespace jitlint::cli
