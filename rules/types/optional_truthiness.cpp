#include "rules/check.h"
#include "rules/support/rewrite.h"

namespace jitlint::rules {
namespace {

using namespace syntax;

/// In Python, zero, an empty string and an empty list are no better than None.
void offer_test(const Expr& condition, const Reporter& reporter, JudgementBuilder& judgement) {
    if (offer_none_test(condition, reporter, judgement)) return;
    const std::vector<const Node*> around = nodes_around(condition, reporter);
    if (around.empty() || has_comment(condition.span, reporter)) return;
    const std::string value = atom_text(condition, reporter);
    const auto* choice = as<BoolOp>(around.back());
    if (!choice || choice->op != BoolOperator::Or || choice->values.size() != 2 || choice->values[0] != &condition) return;
    if (!is_plain_path(&condition) || has_comment(choice->span, reporter)) return;
    const std::string text =
        in_place(*choice, fmt::format("{0} if {0} is not None else {1}", value, reporter.text(choice->values[1]->span)), reporter);
    judgement.help("write `{}`", text);
    judgement.fix(Applicability::Unsafe, "ask for `None`", {{choice->span, text}});
}

void check_optional_truthiness(const analysis::NoTruthValue& finding, Reporter& reporter) {
    if (!finding.type || !finding.type->is(torchscript::TypeKind::Optional)) return;
    const std::string_view code = reporter.text(finding.condition->span);
    auto judgement = reporter.report(finding.condition->span, "`{}` is an `{}`, which has no truth value in TorchScript", code,
                                     torchscript::to_string(finding.type));
    judgement.help("write `{} is not None`", code);
    if (judgement) offer_test(*finding.condition, reporter, judgement);
}

}  // namespace

void register_optional_truthiness(Checks& checks) { checks.on<analysis::NoTruthValue>(check_optional_truthiness); }

}  // namespace jitlint::rules
