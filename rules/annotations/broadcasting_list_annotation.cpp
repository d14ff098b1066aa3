#include "rules/annotations/places.h"
#include "rules/check.h"

namespace jitlint::rules {
namespace {

void check(const analysis::UnresolvedAnnotation& finding, Reporter& reporter) {
    if (finding.problem != analysis::AnnotationProblem::BroadcastingList || !in_signature_or_body(finding)) return;
    reporter.report(finding.span, "`{}` cannot stand here: a broadcasting list is a parameter of `int` or `float`", finding.code)
        .help("write `List[int]`");
}

}  // namespace

void register_broadcasting_list_annotation(Checks& checks) { checks.on<analysis::UnresolvedAnnotation>(check); }

}  // namespace jitlint::rules
