#include "rules/check.h"

namespace jitlint::rules {
namespace {

using analysis::AnnotationProblem;
using analysis::AnnotationUse;

/// What to write for a type that users expect.
std::string_view instead_of(std::string_view name) {
    if (name == "torch.Size") return "List[int]";
    if (name == "builtins.object") return "Any";
    if (name == "builtins.bytes") return "torch.Tensor";
    if (name == "torch.layout" || name == "torch.memory_format" || name == "torch.qscheme") return "int";
    if (name.ends_with("Tensor") || name == "numpy.ndarray") return "torch.Tensor";
    if (name == "numbers.Real" || name == "numpy.floating" || name == "numpy.float32" || name == "numpy.float64") return "float";
    return {};
}

void check(const analysis::UnresolvedAnnotation& finding, Reporter& reporter) {
    if (finding.problem == AnnotationProblem::TypedTensor) return;
    switch (finding.problem) {
        case AnnotationProblem::UnknownName:
            reporter.report(finding.span, "`{}` is not known where the function is defined", finding.code);
            return;
        case AnnotationProblem::UnsupportedType: {
            auto judgement = reporter.report(finding.span, "`{}` is no type in TorchScript", finding.code);
            if (const std::string_view better = instead_of(finding.text); !better.empty()) judgement.help("write `{}`", better);
            return;
        }
        case AnnotationProblem::NotAType:
            reporter.report(finding.span, "`{}` is not a type", finding.code).help("write one type: `Tuple[int, int]` for a pair");
            return;
        default:
            reporter.report(finding.span, "`{}` is no type in TorchScript", finding.code);
    }
}

}  // namespace

void register_unknown_annotation(Checks& checks) { checks.otherwise<analysis::UnresolvedAnnotation>(check); }

}  // namespace jitlint::rules
