#include "rules/check.h"
#include "rules/support/compiled_body.h"

namespace jitlint::rules {
namespace {

void check_unary_plus(const syntax::UnaryOp& node, Reporter& reporter) {
    if (node.op != syntax::UnaryOperator::UAdd || !in_compiled_body(node, reporter)) return;
    auto judgement = reporter.report(node.span, "a plus sign before an expression is not supported in TorchScript");
    judgement.help("drop the plus");
    judgement.fix(Applicability::Safe, "drop the plus", {{{node.span.begin, node.span.begin + 1}, ""}});
}

}  // namespace

void register_unary_plus(Checks& checks) { checks.on<syntax::UnaryOp>(check_unary_plus); }

}  // namespace jitlint::rules
