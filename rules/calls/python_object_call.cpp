#include "rules/check.h"

namespace jitlint::rules {

namespace {

void check(const analysis::UnsupportedCall& finding, Reporter& reporter) {
    if (finding.why != analysis::UnsupportedCall::Why::OpaqueObject) return;
    reporter
        .report(finding.node->func->span, "`{}` is a Python object that is called back from compiled code, and saving fails",
                reporter.text(finding.node->func->span))
        .help("write a function, or make its class an `nn.Module`")
        .accepted();
}

}  // namespace

void register_python_object_call(Checks& checks) { checks.otherwise<analysis::UnsupportedCall>(check); }

}  // namespace jitlint::rules
