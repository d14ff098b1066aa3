#include "rules/check.h"

namespace jitlint::rules {
namespace {

void check_type_comparison(const analysis::TypeComparison& finding, Reporter& reporter) {
    using syntax::CompareOperator;
    const syntax::Compare& node = *finding.node;
    auto judgement = reporter.report(node.span, "types are no values in TorchScript, and cannot be compared");
    judgement.help("write `isinstance(...)`");
    if (!judgement || node.ops.size() != 1 || !finding.value || !finding.type) return;
    const bool equal = node.ops[0] == CompareOperator::Eq || node.ops[0] == CompareOperator::Is;
    const bool different = node.ops[0] == CompareOperator::NotEq || node.ops[0] == CompareOperator::IsNot;
    const bool plain = syntax::is<syntax::Name>(finding.type) || syntax::is<syntax::Attribute>(finding.type);
    if ((!equal && !different) || !plain) return;
    judgement.fix(Applicability::Unsafe, "write `isinstance`",
                  {{node.span, fmt::format("{}isinstance({}, {})", equal ? "" : "not ", reporter.text(finding.value->span),
                                           reporter.text(finding.type->span))}});
}

}  // namespace

void register_type_comparison(Checks& checks) { checks.on<analysis::TypeComparison>(check_type_comparison); }

}  // namespace jitlint::rules
