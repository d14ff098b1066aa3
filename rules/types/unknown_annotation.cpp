#include "rules/check.h"

namespace jitlint::rules {
namespace {

using analysis::AnnotationProblem;

void check(const analysis::UnresolvedAnnotation& finding, Reporter& reporter) {
    const text::Span at = finding.node->span;
    const std::string_view code = reporter.text(at);
    switch (finding.problem) {
        case AnnotationProblem::UnknownName:
            reporter.report(at, "the annotation's name `{}` is not known where the function is defined", code);
            return;
        case AnnotationProblem::EllipsisTuple:
            reporter.report(at, "`{}` has no fixed length: TorchScript has no such tuple", code).help("write a `List`, or the type of each element");
            return;
        case AnnotationProblem::UnionOperatorTooNew:
            reporter.report(at, "`{}` as an annotation needs torch 2.2", code).help("write `Optional[...]` or `Union[...]`");
            return;
        case AnnotationProblem::BuiltinGenericTooNew:
            reporter.report(at, "`{}` as an annotation needs torch 1.9", code).help("write `List`, `Dict` or `Tuple` from `typing`");
            return;
        case AnnotationProblem::NotAType:
            reporter.report(at, "`{}` is not a type", code);
            return;
        case AnnotationProblem::BareContainer:
        case AnnotationProblem::NnModule:
        case AnnotationProblem::DictKey:
        case AnnotationProblem::UnsupportedType:
            break;
    }
    reporter.report(at, "`{}` is no type in TorchScript", code);
}

}  // namespace

void register_unknown_annotation(Checks& checks) { checks.otherwise<analysis::UnresolvedAnnotation>(check); }

}  // namespace jitlint::rules
