#include <string>

#include "analysis/scope/scope.h"
#include "rules/check.h"
#include "rules/support/rewrite.h"

namespace jitlint::rules {
namespace {

using Kind = torchscript::TypeKind;

void check_missing(const analysis::MissingMagicMethod& finding, Reporter& reporter) {
    const std::string type = torchscript::to_string(finding.type);
    if (finding.never) {
        reporter.report(finding.node->span, "`{}` is not looked up in a class: it cannot be used on a `{}`", finding.shown, type)
            .help("write a method, and call it by name");
        return;
    }
    reporter.report(finding.node->span, "`{}` needs a method `{}`, which `{}` does not have", finding.shown, finding.method, type)
        .help("define `{}` in `{}`", finding.method, type);
}

/// Sums and products are meant to be the same from both sides.
void check_right(const analysis::OperatorMismatch& finding, const std::string& type, Reporter& reporter) {
    auto judgement =
        reporter.report(finding.node->span, "`{}` is looked up in the left operand only, and this `{}` is on the right", finding.shown, type);
    judgement.help("put the object on the left");
    const auto* binary = syntax::as<syntax::BinOp>(finding.node);
    if (!judgement || !binary || (binary->op != syntax::Operator::Mult && binary->op != syntax::Operator::Add)) return;
    if (has_comment(binary->span, reporter) || !is_plain_path(binary->right)) return;
    const auto classes = reporter.module().scope().module().bindings(type);
    const analysis::Scope* scope = classes.size() == 1 && classes[0].node ? reporter.module().scope().scope_of(*classes[0].node) : nullptr;
    if (!scope || scope->bindings(binary->op == syntax::Operator::Mult ? "__mul__" : "__add__").empty()) return;
    const std::string left = operand_text(*binary->left, reporter);
    judgement.fix(Applicability::Unsafe, "put the object on the left",
                  {{binary->span, fmt::format("{} {} {}", reporter.text(binary->right->span), finding.shown, left)}});
}

/// An object that is not on the left of the operator.
void check_operand(const analysis::OperatorMismatch& finding, Reporter& reporter) {
    if (finding.types.size() != 2 || finding.receiver_type || syntax::is<syntax::Call>(finding.node)) return;
    const bool left = finding.types[0]->is(Kind::Class);
    if (finding.name == "aten::__contains__" || (!left && !finding.types[1]->is(Kind::Class))) return;
    if (!finding.name.starts_with("aten::")) return;
    const std::string type = torchscript::to_string(finding.types[left ? 0 : 1]);
    if (left)
        reporter.report(finding.node->span, "`{}` is not looked up in a class: it cannot be used on a `{}`", finding.shown, type)
            .help("write a method, and call it by name");
    else
        check_right(finding, type, reporter);
}

}  // namespace

void register_missing_operator_method(Checks& checks) {
    checks.on<analysis::MissingMagicMethod>(check_missing);
    checks.on<analysis::OperatorMismatch>(check_operand);
}

}  // namespace jitlint::rules
