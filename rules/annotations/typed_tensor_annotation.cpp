#include "rules/check.h"

namespace jitlint::rules {
namespace {

void check_typed_tensor_annotation(const analysis::UnresolvedAnnotation& finding, Reporter& reporter) {
    if (finding.problem != analysis::AnnotationProblem::TypedTensor) return;
    if (finding.use == analysis::AnnotationUse::IsInstance) {
        reporter.report(finding.span, "this is true of every tensor: `{}` is `torch.Tensor` in TorchScript", finding.code).help("test `dtype`");
        return;
    }
    auto judgement = reporter.report(finding.span, "`{}` is read as `torch.Tensor`: no dtype is checked", finding.code);
    judgement.help("write `torch.Tensor`");
    const std::size_t dot = finding.code.rfind('.');
    if (judgement && dot != std::string::npos && reporter.text(finding.span) == finding.code)
        judgement.fix(Applicability::Safe, "write `torch.Tensor`", {{finding.span, finding.code.substr(0, dot) + ".Tensor"}});
}

}  // namespace

void register_typed_tensor_annotation(Checks& checks) { checks.on<analysis::UnresolvedAnnotation>(check_typed_tensor_annotation); }

}  // namespace jitlint::rules
