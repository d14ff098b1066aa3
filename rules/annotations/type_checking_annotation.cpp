#include "rules/annotations/places.h"
#include "rules/check.h"

namespace jitlint::rules {
namespace {

void check_type_checking_annotation(const analysis::UnresolvedAnnotation& finding, Reporter& reporter) {
    if (finding.problem != analysis::AnnotationProblem::TypeCheckingOnly || !in_signature_or_body(finding)) return;
    reporter.report(finding.span, "`{}` is imported for type checkers only: the compiler does not find it", finding.code).help("import it for real");
}

}  // namespace

void register_type_checking_annotation(Checks& checks) { checks.on<analysis::UnresolvedAnnotation>(check_type_checking_annotation); }

}  // namespace jitlint::rules
