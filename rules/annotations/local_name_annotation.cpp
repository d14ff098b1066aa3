#include "rules/annotations/places.h"
#include "rules/check.h"

namespace jitlint::rules {
namespace {

void check_local_name_annotation(const analysis::UnresolvedAnnotation& finding, Reporter& reporter) {
    if (!in_signature_or_body(finding)) return;
    if (finding.problem == analysis::AnnotationProblem::OuterFunctionName)
        reporter.report(finding.span, "`{}` is local to a function around: the compiler does not find it", finding.code)
            .help("define it at the top level of the file");
    else if (finding.problem == analysis::AnnotationProblem::ClassBodyName)
        reporter.report(finding.span, "`{}` is defined in the class body: the compiler does not find it", finding.code)
            .help("define it at the top level of the file");
}

}  // namespace

void register_local_name_annotation(Checks& checks) { checks.on<analysis::UnresolvedAnnotation>(check_local_name_annotation); }

}  // namespace jitlint::rules
