#include <string>

#include "rules/check.h"

namespace jitlint::rules {
namespace {

using analysis::Difference;

void check_boolean_operator_value(const analysis::BehavesDifferently& finding, Reporter& reporter) {
    if (finding.difference != Difference::BooleanOperator) return;
    const auto* node = syntax::as<syntax::BoolOp>(finding.node);
    if (!node) return;
    const bool is_or = node->op == syntax::BoolOperator::Or;
    auto report = reporter.report(finding.node->span, "`{}` gives `True` or `False` in compiled code, not one of its operands", is_or ? "or" : "and");
    if (node->values.size() != 2) return;
    const std::string_view a = reporter.text(node->values[0]->span);
    const std::string_view b = reporter.text(node->values[1]->span);
    report.help("write `{} if {} else {}`", is_or ? a : b, a, is_or ? b : a);
}

}  // namespace

void register_boolean_operator_value(Checks& checks) { checks.on<analysis::BehavesDifferently>(check_boolean_operator_value); }

}  // namespace jitlint::rules
