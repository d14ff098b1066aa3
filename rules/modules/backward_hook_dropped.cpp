#include "rules/modules/describe.h"

namespace jitlint::rules {

namespace {

void check_backward_hook_dropped(const analysis::HookProblem& finding, Reporter& reporter) {
    if (finding.why != analysis::HookProblem::Why::BackwardDropped) return;
    reporter.report(finding.span, "scripting drops this backward hook").help("hook a Tensor outside the compiled code instead").accepted();
}

}  // namespace

void register_backward_hook_dropped(Checks& checks) { checks.on<analysis::HookProblem>(check_backward_hook_dropped); }

}  // namespace jitlint::rules
