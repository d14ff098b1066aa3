#include <fmt/format.h>

#include <algorithm>
#include <cstdio>
#include <nlohmann/json.hpp>

#include "cli/options.h"
#include "cli/setup.h"
#include "report/report.h"
#include "rules/rule_ids.h"

namespace jitlint::cli {
namespace {

std::string_view fix_name(const rules::RuleInfo& rule) {
    if (!rule.fix) return "none";
    return *rule.fix == Applicability::Safe ? "safe" : "unsafe";
}

}  // namespace

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
        fmt::print(stderr, "jitlint: {}\n", engine::no_such_rule(name));
        return 2;
    }
    print(rules::info(*rule).page);
    return 0;
}

}  // namespace jitlint::cli
