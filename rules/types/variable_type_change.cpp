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

}  // namespace

void register_variable_type_change(Checks& checks) { checks.on<analysis::VariableRetyped>(check_assignment); }

}  // namespace jitlint::rules
