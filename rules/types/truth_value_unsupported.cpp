#include <string>
#include <vector>

#include "rules/check.h"
#include "rules/support/rewrite.h"

namespace jitlint::rules {
namespace {

using Kind = torchscript::TypeKind;

/// `assert (condition, "message")` is meant without the parentheses.
void offer_parts(const syntax::Expr& condition, const Reporter& reporter, JudgementBuilder& judgement) {
    const auto* tuple = syntax::as<syntax::Tuple>(&condition);
    if (!tuple || !tuple->parenthesized || tuple->elts.size() != 2 || has_comment(tuple->span, reporter)) return;
    const std::vector<const syntax::Node*> around = nodes_around(condition, reporter);
    const auto* assertion = around.empty() ? nullptr : syntax::as<syntax::Assert>(around.back());
    if (!assertion || assertion->msg) return;
    const std::string text = fmt::format("{}, {}", reporter.text(tuple->elts[0]->span), reporter.text(tuple->elts[1]->span));
    judgement.help("write `assert {}`", text);
    if (text.find('\n') == std::string::npos) judgement.fix(Applicability::Unsafe, "leave the parentheses out", {{tuple->span, text}});
}

void check_truth_value_unsupported(const analysis::NoTruthValue& finding, Reporter& reporter) {
    const std::string_view code = reporter.text(finding.condition->span);
    if (!finding.type) {
        auto judgement = reporter.report(finding.condition->span, "`{}` is a module, which has no truth value in TorchScript", code);
        judgement.help("write `{} is not None`, or `len({}) > 0` for a container that may be empty", code, code);
        if (!finding.module_value || finding.module_value->members.empty()) offer_none_test(*finding.condition, reporter, judgement);
        return;
    }
    auto judgement = reporter.report(finding.condition->span, "`{}` is a `{}`, which has no truth value in TorchScript", code,
                                     torchscript::to_string(finding.type));
    const Kind kind = finding.type->kind;
    if (kind == Kind::None) judgement.help("write `{} is not None`: the compiler then leaves the branch out", code);
    if (kind == Kind::List || kind == Kind::Dict || kind == Kind::Str) judgement.help("write `len({}) > 0`", code);
    if (kind == Kind::Tuple || kind == Kind::Class) judgement.help("write out what is asked for, such as `is not None` or `len(...) > 0`");
    if (judgement && kind == Kind::Tuple) offer_parts(*finding.condition, reporter, judgement);
}

}  // namespace

void register_truth_value_unsupported(Checks& checks) { checks.otherwise<analysis::NoTruthValue>(check_truth_value_unsupported); }

}  // namespace jitlint::rules
