#include "rules/check.h"

namespace jitlint::rules {
namespace {

void check_special_form_arguments(const analysis::SpecialFormArguments& finding, Reporter& reporter) {
    auto judgement = reporter.report(finding.node->span, "`{}` takes {} arguments, by position", finding.function, finding.wanted);
    const auto& keywords = finding.node->keywords;
    if (!judgement || !finding.node->args.empty() || keywords.size() != 2 || !finding.function.ends_with("annotate")) return;
    if (keywords[0].name.name != "the_type" || keywords[1].name.name != "the_value") return;
    judgement.help("leave out the names of the arguments");
    judgement.fix(Applicability::Safe, "leave out the names of the arguments",
                  {{{keywords[0].span.begin, keywords[0].value->span.begin}, ""}, {{keywords[1].span.begin, keywords[1].value->span.begin}, ""}});
}

}  // namespace

void register_special_form_arguments(Checks& checks) { checks.on<analysis::SpecialFormArguments>(check_special_form_arguments); }

}  // namespace jitlint::rules
