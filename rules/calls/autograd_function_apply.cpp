#include "rules/check.h"

namespace jitlint::rules {
namespace {

void check_autograd_function_apply(const analysis::UnsupportedCall& finding, Reporter& reporter) {
    if (finding.why != analysis::UnsupportedCall::Why::AutogradFunction) return;
    const text::Span at = finding.node->func->span;
    auto report = finding.rejected ? reporter.report(at, "`{}` is not compiled: a custom autograd function is Python", reporter.text(at))
                                   : reporter.report(at, "`{}` is called back in Python, and saving fails", reporter.text(at));
    report.help("write the forward with operators that autograd knows");
    if (!finding.rejected) report.accepted();
}

}  // namespace

void register_autograd_function_apply(Checks& checks) { checks.on<analysis::UnsupportedCall>(check_autograd_function_apply); }

}  // namespace jitlint::rules
