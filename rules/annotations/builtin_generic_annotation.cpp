#include "rules/annotations/places.h"
#include "rules/check.h"

namespace jitlint::rules {
namespace {

void check_builtin_generic_annotation(const analysis::UnresolvedAnnotation& finding, Reporter& reporter) {
    if (finding.problem != analysis::AnnotationProblem::BuiltinGenericTooNew || !in_signature_or_body(finding)) return;
    reporter.report(finding.span, "`{}` is not read here by this torch", finding.code).help("write `List`, `Dict` or `Tuple` from `typing`");
}

}  // namespace

void register_builtin_generic_annotation(Checks& checks) { checks.on<analysis::UnresolvedAnnotation>(check_builtin_generic_annotation); }

}  // namespace jitlint::rules
