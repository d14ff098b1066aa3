#include "rules/check.h"

namespace jitlint::rules {
namespace {

void check_tensor_type_method(const analysis::TensorTypeCall& finding, Reporter& reporter) {
    if (finding.with_string)
        reporter.report(finding.node->span, "`type` takes the string for a device, and fails when this runs")
            .help("pass a dtype: `to(torch.float32)`");
    else
        reporter.report(finding.node->span, "`type()` gives the tensor itself, not the name of its type").help("compare `dtype`");
}

}  // namespace

void register_tensor_type_method(Checks& checks) { checks.on<analysis::TensorTypeCall>(check_tensor_type_method); }

}  // namespace jitlint::rules
