#include "rules/check.h"

namespace jitlint::rules {
namespace {

constexpr std::string_view kHelp = "call it inside each branch";

void check_arm(const analysis::CallableUsed& finding, Reporter& reporter) {
    using What = analysis::CallableUsed::What;
    if (!finding.conditional) return;
    reporter
        .report(finding.node->span, "`{}` is chosen by a condition: a {} is no value in TorchScript", reporter.text(finding.node->span),
                finding.what == What::Class ? "class" : "function")
        .help("{}: `f(x) if condition else g(x)`", kHelp);
}

void check_lost(const analysis::UndefinedName& finding, Reporter& reporter) {
    if (finding.why != analysis::UndefinedName::Why::CallableInBranch) return;
    reporter
        .report(finding.node->span, "`{}` is not defined here: what it names in the branch is no value, and lasts only to the branch's end",
                finding.node->id)
        .label(finding.defined_at, "named here")
        .help("{}", kHelp);
}

void check_rebound(const analysis::CallableRebound& finding, Reporter& reporter) {
    auto report =
        finding.was_callable
            ? reporter.report(finding.node->span, "`{}` names a function or module outside of this block, and cannot be changed in it", finding.name)
            : reporter.report(finding.node->span, "`{}` is given a function or module in a nested block", finding.name);
    report.label(finding.outer, "bound here").help("{}", kHelp);
}

}  // namespace

void register_callable_chosen_by_condition(Checks& checks) {
    checks.on<analysis::CallableUsed>(check_arm);
    checks.on<analysis::UndefinedName>(check_lost);
    checks.on<analysis::CallableRebound>(check_rebound);
}

}  // namespace jitlint::rules
