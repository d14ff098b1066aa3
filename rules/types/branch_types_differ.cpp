#include <string>

#include "rules/check.h"

namespace jitlint::rules {
namespace {

void check_branch_types_differ(const analysis::BranchTypesDiffer& finding, Reporter& reporter) {
    const auto* statement = syntax::as<syntax::If>(finding.statement);
    // The compiler complains of the use; where the variable is older than the `if`, of the `if`.
    const text::Span at = finding.use ? finding.use->span : statement ? statement->test->span : finding.statement->span;
    const std::string a = torchscript::to_string(finding.if_true);
    const std::string b = torchscript::to_string(finding.if_false);
    reporter.report(at, "`{}` is a `{}` after one branch and a `{}` after the other", finding.name, a, b)
        .label(finding.true_span, "a `{}`", a)
        .label(finding.false_span, "a `{}`", b)
        .help("give it the same type in both branches");
}

}  // namespace

void register_branch_types_differ(Checks& checks) { checks.on<analysis::BranchTypesDiffer>(check_branch_types_differ); }

}  // namespace jitlint::rules
