#include <string>

#include "rules/check.h"

namespace jitlint::rules {
namespace {

void check_tensor_as_number_argument(const analysis::TensorToNumber& finding, Reporter& reporter) {
    if (finding.accumulates && finding.place == analysis::ConversionPlace::Assignment) return;
    const std::string_view code = reporter.text(finding.node->span);
    const std::string type = torchscript::to_string(finding.to);
    const std::string_view cast = finding.to->is(torchscript::TypeKind::Int) ? "int" : "float";
    auto judgement =
        finding.requires_grad
            ? reporter.report(finding.node->span,
                              "`{}` is a tensor that needs a gradient, but a number (`{}`) is wanted: "
                              "converting it fails at run time",
                              code, type)
            : reporter.report(finding.node->span, "`{}` is a tensor, but a number (`{}`) is wanted: it is converted at run time", code, type);
    if (finding.declared_at.size() > 0 && finding.declared_at != finding.node->span) judgement.label(finding.declared_at, "a `{}` here", type);
    if (finding.requires_grad)
        judgement.help("compute with the tensor instead");
    else
        judgement.help("write `{}({})` if a number is meant, or compute with the tensor", cast, code);
    judgement.accepted();
}

}  // namespace

void register_tensor_as_number_argument(Checks& checks) { checks.on<analysis::TensorToNumber>(check_tensor_as_number_argument); }

}  // namespace jitlint::rules
