#include <string>

#include "rules/check.h"
#include "rules/support/typing_names.h"

namespace jitlint::rules {
namespace {

void offer_annotation(JudgementBuilder& judgement, const analysis::VariableRetyped& finding, const Reporter& reporter) {
    if (finding.assigned->has_unknown) return;
    const std::string_view source = reporter.text();
    // Only for a statement `name = None`.
    std::size_t begin = finding.previous_span.begin;
    while (begin > 0 && source[begin - 1] == ' ') --begin;
    if (begin > 0 && source[begin - 1] != '\n') return;
    if (!source.substr(finding.previous_span.end).starts_with(" = None")) return;
    TypingNames names(reporter.module());
    std::string type = names.write(finding.assigned);
    if (!finding.assigned->is(torchscript::TypeKind::Optional)) type = fmt::format("{}[{}]", names.member("Optional"), type);
    if (!names.ok()) return;
    const std::uint32_t at = finding.previous_span.end;
    judgement.fix(Applicability::Safe, fmt::format("annotate `{}`", finding.name), names.with_imports({{{at, at}, ": " + type}}));
}

void check_none_then_value(const analysis::VariableRetyped& finding, Reporter& reporter) {
    if (!finding.previous_is_none_literal || finding.name.empty()) return;
    const std::string type = torchscript::to_string(finding.assigned);
    auto judgement = reporter.report(finding.node->span, "`{}` began as `None` and cannot become a `{}` here", finding.name, type);
    judgement.label(finding.previous_span, "its type is `None`").help("annotate the first assignment: `{}: Optional[{}] = None`", finding.name, type);
    if (judgement) offer_annotation(judgement, finding, reporter);
}

}  // namespace

void register_none_then_value(Checks& checks) { checks.on<analysis::VariableRetyped>(check_none_then_value); }

}  // namespace jitlint::rules
