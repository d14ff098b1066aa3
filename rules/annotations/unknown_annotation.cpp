#include "rules/check.h"

namespace jitlint::rules {
namespace {

using analysis::AnnotationProblem;
using analysis::AnnotationUse;

void check(const analysis::UnresolvedAnnotation& finding, Reporter& reporter) {
    switch (finding.problem) {
        case AnnotationProblem::UnknownName:
            reporter.report(finding.span, "`{}` is not known where the function is defined", finding.code);
            return;
        case AnnotationProblem::UnsupportedType:
            reporter.report(finding.span, "`{}` is no type in TorchScript", finding.code);
            return;
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
