#include <string>

#include "rules/check.h"

namespace jitlint::rules {
namespace {

using analysis::Difference;

void check_tensor_data(const analysis::BehavesDifferently& finding, Reporter& reporter) {
    if (finding.difference != Difference::TensorOfTensors && finding.difference != Difference::TensorOfNothing) return;
    if (finding.difference == Difference::TensorOfTensors)
        reporter.report(finding.node->span, "compiled, `torch.tensor` fails on a list of tensors when it runs").help("write `torch.stack`");
    else
        reporter.report(finding.node->span, "compiled, `torch.tensor([])` fails when it runs").help("write `torch.zeros(0)`");
}

}  // namespace

void register_tensor_data(Checks& checks) { checks.on<analysis::BehavesDifferently>(check_tensor_data); }

}  // namespace jitlint::rules
