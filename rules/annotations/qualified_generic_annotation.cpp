#include "rules/annotations/places.h"
#include "rules/check.h"

namespace jitlint::rules {
namespace {

void check(const analysis::UnresolvedAnnotation& finding, Reporter& reporter) {
    if (finding.problem != analysis::AnnotationProblem::QualifiedConstructor || !in_signature_or_body(finding)) return;
    reporter.report(finding.span, "`{}` is not read here: only the bare name is", finding.code)
        .help("import it from `typing` and write the name alone");
}

}  // namespace

void register_qualified_generic_annotation(Checks& checks) { checks.on<analysis::UnresolvedAnnotation>(check); }

}  // namespace jitlint::rules
