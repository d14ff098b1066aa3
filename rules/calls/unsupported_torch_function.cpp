#include <string>

#include "rules/check.h"
#include "rules/support/rewrite.h"
#include "rules/support/typing_names.h"

namespace jitlint::rules {

namespace {

void check_unsupported_torch_function(const analysis::UnsupportedCall& finding, Reporter& reporter) {
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
    auto judgement = reporter.report(finding.node->func->span, "`{}` {}", finding.dotted,
                                     finding.why == Why::UnknownOperator ? "is no operator of TorchScript" : "is not compiled");
    judgement.help("call it in eager code, or use an operator that does the same");
    if (!judgement || finding.dotted != "torch.is_tensor" || finding.node->args.size() != 1 || !finding.node->keywords.empty()) return;
    TypingNames names(reporter.module());
    const std::string type = names.torch("Tensor");
    if (!names.ok()) return;
    judgement.help("write `isinstance({}, {})`", reporter.text(finding.node->args[0]->span), type);
    judgement.fix(Applicability::Safe, "use `isinstance`", {{finding.node->func->span, "isinstance"}, with_argument(*finding.node, type, reporter)});
}

}  // namespace

void register_unsupported_torch_function(Checks& checks) { checks.otherwise<analysis::UnsupportedCall>(check_unsupported_torch_function); }

}  // namespace jitlint::rules
