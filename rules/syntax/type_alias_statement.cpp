#include "rules/check.h"
#include "rules/support/compiled_body.h"

namespace jitlint::rules {
namespace {

void check_statement(const syntax::TypeAlias& node, Reporter& reporter) {
    if (!in_compiled_body(node, reporter)) return;
    reporter.report({node.span.begin, node.name->span.end}, "a `type` statement is not supported in TorchScript")
        .help("write `{} = {}` at the top of the file", reporter.text(node.name->span), reporter.text(node.value->span));
}

void check_annotation(const analysis::UnresolvedAnnotation& finding, Reporter& reporter) {
    if (finding.problem != analysis::AnnotationProblem::TypeAlias) return;
    auto judgement = reporter.report(finding.span, "`{}` is made by a `type` statement, which is no type in TorchScript", finding.code);
    judgement.help("write a plain assignment: `{} = ...`", finding.code);
    if (!judgement) return;
    for (const syntax::Stmt* statement : reporter.module().tree().body) {
        const auto* alias = syntax::as<syntax::TypeAlias>(statement);
        const auto* name = alias ? syntax::as<syntax::Name>(alias->name) : nullptr;
        // The value of an assignment is read at once, and not only where it is wanted.
        if (name && name->id == finding.code)
            judgement.fix(Applicability::Unsafe, "write a plain assignment", {{{alias->span.begin, name->span.begin}, ""}});
    }
}

}  // namespace

void register_type_alias_statement(Checks& checks) {
    checks.on<syntax::TypeAlias>(check_statement);
    checks.on<analysis::UnresolvedAnnotation>(check_annotation);
}

}  // namespace jitlint::rules
