#include <string>

#include "rules/check.h"
#include "rules/support/rewrite.h"

namespace jitlint::rules {
namespace {

/// `v in x` of a tensor asks whether any element equals it.
void offer_any(const analysis::OperatorMismatch& finding, const Reporter& reporter, JudgementBuilder& report) {
    const std::string test =
        fmt::format("bool(({} == {}).any())", atom_text(*finding.arguments[0], reporter), operand_text(*finding.arguments[1], reporter));
    report.help("write `{}`", test);
    const auto* compare = syntax::as<syntax::Compare>(finding.node);
    if (!report || !compare || compare->ops.size() != 1 || has_comment(compare->span, reporter)) return;
    const bool negated = compare->ops[0] == syntax::CompareOperator::NotIn;
    if (!negated && compare->ops[0] != syntax::CompareOperator::In) return;
    report.fix(Applicability::Safe, "compare all elements", {{compare->span, negated ? in_place(*compare, "not " + test, reporter) : test}});
}

void check_contains_operand(const analysis::OperatorMismatch& finding, Reporter& reporter) {
    if (finding.name != "aten::__contains__" || finding.types.size() < 2) return;
    auto report = reporter.report(finding.node->span, "`in` does not look for a `{}` in a `{}`", torchscript::to_string(finding.types[1]),
                                  torchscript::to_string(finding.types[0]));
    if (finding.types[0]->is(torchscript::TypeKind::Tensor) && finding.arguments.size() > 1 && finding.arguments[0] && finding.arguments[1])
        offer_any(finding, reporter, report);
    else
        report.help("write the comparisons out");
}

}  // namespace

void register_contains_operand(Checks& checks) { checks.on<analysis::OperatorMismatch>(check_contains_operand); }

}  // namespace jitlint::rules
