#include "rules/annotations/places.h"
#include "rules/check.h"

namespace jitlint::rules {
namespace {

void check(const analysis::UnresolvedAnnotation& finding, Reporter& reporter) {
    if (finding.problem != analysis::AnnotationProblem::EllipsisTuple || !in_signature_or_body(finding)) return;
    reporter.report(finding.span, "`{}` has no fixed length: TorchScript has no such tuple", finding.code)
        .help("write a `List`, or the type of each element");
}

}  // namespace

void register_variable_length_tuple(Checks& checks) { checks.on<analysis::UnresolvedAnnotation>(check); }

}  // namespace jitlint::rules
