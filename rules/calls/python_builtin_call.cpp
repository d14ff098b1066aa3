#include "rules/check.h"

namespace jitlint::rules {

namespace {

void check(const analysis::UnsupportedCall& finding, Reporter& reporter) {
    if (finding.why != analysis::UnsupportedCall::Why::PythonBuiltin) return;
    reporter.report(finding.node->func->span, "the builtin `{}` is not compiled", reporter.text(finding.node->func->span))
        .help("call it outside of compiled code, or in a method marked `@torch.jit.unused`");
}

}  // namespace

void register_python_builtin_call(Checks& checks) { checks.otherwise<analysis::UnsupportedCall>(check); }

}  // namespace jitlint::rules
