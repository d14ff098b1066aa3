#include "rules/check.h"

namespace jitlint::rules {

namespace {

void check(const analysis::UnsupportedCall& finding, Reporter& reporter) {
    using Why = analysis::UnsupportedCall::Why;
    if (!finding.rejected || !finding.dotted.starts_with("torch.")) return;
    if (finding.why != Why::UnknownOperator && finding.why != Why::ForeignLibrary) return;
    reporter
        .report(finding.node->func->span, "`{}` {}", finding.dotted,
                finding.why == Why::UnknownOperator ? "is no operator of TorchScript" : "is not compiled")
        .help("call it in eager code, or use an operator that does the same");
}

}  // namespace

void register_unsupported_torch_function(Checks& checks) { checks.otherwise<analysis::UnsupportedCall>(check); }

}  // namespace jitlint::rules
