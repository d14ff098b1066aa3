#include "rules/annotations/places.h"
#include "rules/check.h"

namespace jitlint::rules {
namespace {

void check(const analysis::UnresolvedAnnotation& finding, Reporter& reporter) {
    if (!in_signature_or_body(finding)) return;
    if (finding.problem == analysis::AnnotationProblem::StringText)
        reporter.report(finding.span, "the string {} is not read as a type", finding.code).help("write the type without quotes");
    else if (finding.problem == analysis::AnnotationProblem::StringValue)
        reporter.report(finding.span, "`{}` is a string, which is not read as a type", finding.code).help("write the type without quotes");
}

}  // namespace

void register_string_annotation(Checks& checks) { checks.on<analysis::UnresolvedAnnotation>(check); }

}  // namespace jitlint::rules
