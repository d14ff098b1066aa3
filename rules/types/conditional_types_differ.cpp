#include <string>

#include "rules/check.h"
#include "rules/support/rewrite.h"

namespace jitlint::rules {
namespace {

using Kind = torchscript::TypeKind;

void check_conditional_types_differ(const analysis::TernaryTypesDiffer& finding, Reporter& reporter) {
    const std::string a = torchscript::to_string(finding.if_true);
    const std::string b = torchscript::to_string(finding.if_false);
    auto judgement = reporter.report(finding.node->span, "the arms of this expression are a `{}` and a `{}`", a, b);
    judgement.label(finding.node->body->span, "a `{}`", a).label(finding.node->orelse->span, "a `{}`", b);
    judgement.help("make both arms one type, or assign to an annotated variable in an `if`");
    // Python keeps an int one.
    auto best = [](torchscript::TypeRef type) { return type->is(Kind::Int) ? Applicability::Unsafe : Applicability::Safe; };
    // The arm that says less is made the type of the other one.
    auto lesser = [](const syntax::Expr& arm, torchscript::TypeRef type, torchscript::TypeRef other) {
        const auto* list = syntax::as<syntax::List>(&arm);
        return (type->is(Kind::Int) && other->is(Kind::Float)) || (list && list->elts.empty());
    };
    if (lesser(*finding.node->body, finding.if_true, finding.if_false))
        offer_conversion(judgement, finding.node->body, finding.if_true, finding.if_false, reporter, best(finding.if_true));
    else if (lesser(*finding.node->orelse, finding.if_false, finding.if_true))
        offer_conversion(judgement, finding.node->orelse, finding.if_false, finding.if_true, reporter, best(finding.if_false));
}

}  // namespace

void register_conditional_types_differ(Checks& checks) { checks.otherwise<analysis::TernaryTypesDiffer>(check_conditional_types_differ); }

}  // namespace jitlint::rules
