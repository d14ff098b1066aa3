#include "rules/annotations/places.h"
#include "rules/check.h"

namespace jitlint::rules {
namespace {

void check(const analysis::UnresolvedAnnotation& finding, Reporter& reporter) {
    if (finding.problem != analysis::AnnotationProblem::Final || !in_signature_or_body(finding)) return;
    reporter.report(finding.span, "`Final` is known in class bodies only").help("write the type alone");
}

}  // namespace

void register_final_annotation(Checks& checks) { checks.on<analysis::UnresolvedAnnotation>(check); }

}  // namespace jitlint::rules
