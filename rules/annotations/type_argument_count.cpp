#include "rules/annotations/places.h"
#include "rules/check.h"

namespace jitlint::rules {
namespace {

void check_type_argument_count(const analysis::UnresolvedAnnotation& finding, Reporter& reporter) {
    if (finding.problem != analysis::AnnotationProblem::ArgumentCount || !in_signature_or_body(finding)) return;
    reporter.report(finding.span, "`{}` has the wrong number of types", finding.code)
        .help("`List`, `Optional` and `Future` take one type, `Dict` takes two");
}

}  // namespace

void register_type_argument_count(Checks& checks) { checks.on<analysis::UnresolvedAnnotation>(check_type_argument_count); }

}  // namespace jitlint::rules
