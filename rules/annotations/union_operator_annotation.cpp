#include "rules/annotations/places.h"
#include "rules/check.h"

namespace jitlint::rules {
namespace {

void check_union_operator_annotation(const analysis::UnresolvedAnnotation& finding, Reporter& reporter) {
    if (finding.problem != analysis::AnnotationProblem::UnionOperatorTooNew || !in_signature_or_body(finding)) return;
    reporter.report(finding.span, "`{}` as an annotation is not read by this torch", finding.code).help("write `Optional[...]` or `Union[...]`");
}

}  // namespace

void register_union_operator_annotation(Checks& checks) { checks.on<analysis::UnresolvedAnnotation>(check_union_operator_annotation); }

}  // namespace jitlint::rules
