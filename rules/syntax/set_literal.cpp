#include "rules/check.h"
#include "rules/support/compiled_body.h"
#include "rules/support/rewrite.h"

namespace jitlint::rules {
namespace {

/// The other brackets: what is only searched with `in` is the same as a list.
void offer_list(const syntax::Expr& node, const Reporter& reporter, JudgementBuilder& judgement) {
    const std::vector<const syntax::Node*> around = nodes_around(node, reporter);
    const auto* compare = around.empty() ? nullptr : syntax::as<syntax::Compare>(around.back());
    const bool searched = compare && compare->left != &node && compare->comparators.size() == 1 &&
                          (compare->ops[0] == syntax::CompareOperator::In || compare->ops[0] == syntax::CompareOperator::NotIn);
    judgement.fix(searched ? Applicability::Safe : Applicability::Unsafe, "make it a list",
                  {{{node.span.begin, node.span.begin + 1}, "["}, {{node.span.end - 1, node.span.end}, "]"}});
}

void check_display(const syntax::Set& node, Reporter& reporter) {
    if (!in_compiled_body(node, reporter)) return;
    auto judgement = reporter.report(node.span, "a set is not supported in TorchScript");
    judgement.help("use a list, or a dict with the members as keys");
    if (judgement) offer_list(node, reporter, judgement);
}

void check_comprehension(const syntax::SetComp& node, Reporter& reporter) {
    if (!in_compiled_body(node, reporter)) return;
    auto judgement = reporter.report(node.span, "a set comprehension is not supported in TorchScript");
    judgement.help("use a list comprehension");
    if (judgement) offer_list(node, reporter, judgement);
}

}  // namespace

void register_set_literal(Checks& checks) {
    checks.on<syntax::Set>(check_display);
    checks.on<syntax::SetComp>(check_comprehension);
}

}  // namespace jitlint::rules
