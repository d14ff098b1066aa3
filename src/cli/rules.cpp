#include <fmt/format.h>

#include <algorithm>
#include <cstdio>
#include <nlohmann/json.hpp>

#include "cli/compiler_messages.h"
#include "cli/options.h"
#include "cli/setup.h"
#include "report/page.h"
#include "report/report.h"
#include "rules/rule_ids.h"

namespace jitlint::cli {
namespace {

std::string_view fix_name(const rules::RuleInfo& rule) {
    if (!rule.fix) return "none";
    return *rule.fix == Applicability::Safe ? "safe" : "unsafe";
}

/// A rule's page for people.
std::string page(rules::RuleId id) {
    const rules::RuleInfo& rule = rules::info(id);
    return fmt::format("# {}\n\n{}\n\nseverity: {}, torch: {}, fix: {}, family: {}\n\n{}\n", rule.name, rule.summary, report::name(rule.severity),
                       rule.torch, fix_name(rule), rule.family, report::page_body(rule.page));
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

int explain(const std::vector<std::string>& words) {
    std::string text;
    for (const std::string& word : words) text += (text.empty() ? "" : " ") + word;
    if (const auto rule = rules::find_rule(text)) {
        print(page(*rule));
        return 0;
    }
    if (text == "-") {
        text.clear();
        char buffer[4096];
        while (const std::size_t n = std::fread(buffer, 1, sizeof buffer, stdin)) text.append(buffer, n);
    } else if (text.find(' ') == std::string::npos) {
        tell(engine::no_such_rule(text));
        return 2;
    }
    const std::vector<rules::RuleId> found = rules_for_message(text);
    if (found.size() == 1) {
        print(page(found.front()));
        return 0;
    }
    if (found.empty()) {
        tell("no rule is known for this message; `jitlint check` on the code may still tell");
        return 2;
    }
    print("the compiler says this for several reasons; `jitlint explain RULE` tells about each:\n");
    for (const rules::RuleId rule : found) print(fmt::format("  {}: {}\n", rules::info(rule).name, rules::info(rule).summary));
    return 0;
}

}  // namespace jitlint::cli
