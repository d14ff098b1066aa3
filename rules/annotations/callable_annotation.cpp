#include "rules/annotations/places.h"
#include "rules/check.h"

namespace jitlint::rules {
namespace {

void check_callable_annotation(const analysis::UnresolvedAnnotation& finding, Reporter& reporter) {
    if (finding.problem != analysis::AnnotationProblem::Callable || !in_signature_or_body(finding)) return;
    reporter.report(finding.span, "`{}` is a function type, and functions are no values in TorchScript", finding.code)
        .help("make it a submodule that `__init__` chooses");
}

}  // namespace

void register_callable_annotation(Checks& checks) { checks.on<analysis::UnresolvedAnnotation>(check_callable_annotation); }

}  // namespace jitlint::rules
