#include <string>

#include "rules/check.h"

namespace jitlint::rules {
namespace {

void check_assignment(const analysis::VariableRetyped& finding, Reporter& reporter) {
    if (finding.previous_is_none_literal) return;
    const std::string before = torchscript::to_string(finding.previous);
    const std::string now = torchscript::to_string(finding.assigned);
    if (finding.name.empty()) {
        reporter.report(finding.node->span, "`{}` does not fit the annotated type `{}`", now, before);
        return;
    }
    if (finding.previous_span == finding.node->span) {
        const text::Span at = finding.value ? finding.value->span : finding.node->span;
        reporter.report(at, "`{}` is annotated `{}`, but this is a `{}`", finding.name, before, now);
        return;
    }
    reporter
        .report(finding.node->span, "`{}` is a `{}` outside this {}, and a `{}` is assigned to it inside", finding.name, before,
                finding.in_loop ? "loop" : "block", now)
        .label(finding.previous_span, "a `{}` here", before)
        .help("use another name for the new value");
}

void check_branches(const analysis::BranchTypesDiffer& finding, Reporter& reporter) {
    const auto* statement = syntax::as<syntax::If>(finding.statement);
    if (!finding.use || !statement) return;
    reporter
        .report(statement->test->span, "`{}` is a `{}` in one branch and a `{}` in the other", finding.name, torchscript::to_string(finding.if_true),
                torchscript::to_string(finding.if_false))
        .label(finding.true_span, "a `{}`", torchscript::to_string(finding.if_true))
        .label(finding.false_span, "a `{}`", torchscript::to_string(finding.if_false))
        .label(finding.use->span, "used here")
        .help("give it the same type in both branches");
}

}  // namespace

void register_variable_type_change(Checks& checks) {
    checks.on<analysis::VariableRetyped>(check_assignment);
    checks.on<analysis::BranchTypesDiffer>(check_branches);
}

}  // namespace jitlint::rules
