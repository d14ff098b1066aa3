#include <string>

#include "rules/check.h"

namespace jitlint::rules {
namespace {

using analysis::Difference;

void check_bool_becomes_integer(const analysis::BehavesDifferently& finding, Reporter& reporter) {
    if (finding.difference != Difference::BoolMask && finding.difference != Difference::BoolOperand && finding.difference != Difference::BoolFill)
        return;
    if (finding.difference == Difference::BoolMask)
        reporter.report(finding.node->span, "compiled, these bools are the indices 0 and 1")
            .help("write `torch.tensor({})`", reporter.text(finding.node->span));
    else if (finding.difference == Difference::BoolOperand)
        reporter.report(finding.node->span, "compiled, the `bool` becomes an `int`, and the result int64")
            .help("make a tensor of it: `torch.tensor(flag)`");
    else
        reporter.report(finding.node->span, "compiled, the `bool` becomes an `int`: the tensor is int64")
            .help("give the dtype, or use `torch.ones(..., dtype=torch.bool)`");
}

}  // namespace

void register_bool_becomes_integer(Checks& checks) { checks.on<analysis::BehavesDifferently>(check_bool_becomes_integer); }

}  // namespace jitlint::rules
