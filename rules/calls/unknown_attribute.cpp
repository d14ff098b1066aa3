#include "rules/check.h"

namespace jitlint::rules {

namespace {

using torchscript::TypeKind;

void check(const analysis::UnknownMember& finding, Reporter& reporter) {
    const std::string_view name = finding.node->attr.name;
    auto report = reporter.report(finding.node->attr.span, "`{}` has no {} `{}` in TorchScript", torchscript::to_string(finding.receiver),
                                  finding.call ? "method" : "attribute", name);
    if (!report) return;
    if (finding.receiver->is(TypeKind::Tensor) && name == "bfloat16") {
        report.help("write `.to(torch.bfloat16)`");
    } else if (finding.receiver->is(TypeKind::Int) && (name == "is_floating_point" || name == "is_complex")) {
        report.help("a dtype is an `int`: ask the tensor, `x.{}()`", name);
    }
}

}  // namespace

void register_unknown_attribute(Checks& checks) { checks.otherwise<analysis::UnknownMember>(check); }

}  // namespace jitlint::rules
