#include "rules/check.h"

namespace jitlint::rules {

namespace {

void check(const analysis::UnsupportedCall& finding, Reporter& reporter) {
    using Why = analysis::UnsupportedCall::Why;
    if (!finding.rejected || !finding.dotted.starts_with("torch.") || finding.dotted.ends_with("Tensor")) return;
    if (finding.why != Why::UnknownOperator && finding.why != Why::ForeignLibrary) return;
    const bool method = finding.dotted.starts_with("torch.Tensor.");
    if (method || finding.dotted == "torch.nn.Parameter" || finding.dotted == "torch.autograd.Variable") {
        reporter.report(finding.node->func->span, "`{}` is not compiled", reporter.text(finding.node->func->span))
            .help("{}", method                                   ? "call the method on the tensor"
                        : finding.dotted == "torch.nn.Parameter" ? "make the parameter in `__init__`"
                                                                 : "a Tensor needs no `Variable` around it: leave the call out");
        return;
    }
    reporter
        .report(finding.node->func->span, "`{}` {}", finding.dotted,
                finding.why == Why::UnknownOperator ? "is no operator of TorchScript" : "is not compiled")
        .help("call it in eager code, or use an operator that does the same");
}

}  // namespace

void register_unsupported_torch_function(Checks& checks) { checks.otherwise<analysis::UnsupportedCall>(check); }

}  // namespace jitlint::rules
