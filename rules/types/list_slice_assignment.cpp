#include <string>

#include "rules/check.h"

namespace jitlint::rules {
namespace {

using analysis::RefusedTarget;

void check(const RefusedTarget& finding, Reporter& reporter) {
    if (finding.why != RefusedTarget::Why::ListSlice && finding.why != RefusedTarget::Why::AugmentedSlice) return;
    reporter.report(finding.target->span, "a slice of a `{}` cannot be assigned", torchscript::to_string(finding.type))
        .help("build a new list: `xs = xs[:i] + new + xs[j:]`");
}

}  // namespace

void register_list_slice_assignment(Checks& checks) { checks.on<analysis::RefusedTarget>(check); }

}  // namespace jitlint::rules
