#include "rules/modules/describe.h"

namespace jitlint::rules {

namespace {

void check_tensor_bool_method(const analysis::UnknownMember& finding, Reporter& reporter) {
    if (finding.node->attr.name != "bool" || !finding.receiver->is(torchscript::TypeKind::Tensor)) return;
    auto report = reporter.report(finding.node->attr.span, "a Tensor has no `.bool()` in TorchScript");
    report.help("write `.to(torch.bool)`; `> 0` is another function, it is False for negative numbers");
    const syntax::Call* call = finding.call;
    if (report && call && call->args.empty() && call->keywords.empty() && imports(reporter, "torch"))
        report.fix(Applicability::Safe, "write `.to(torch.bool)`", {{text::Span{finding.node->attr.span.begin, call->span.end}, "to(torch.bool)"}});
}

}  // namespace

void register_tensor_bool_method(Checks& checks) { checks.on<analysis::UnknownMember>(check_tensor_bool_method); }

}  // namespace jitlint::rules
