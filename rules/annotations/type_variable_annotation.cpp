#include "rules/annotations/places.h"
#include "rules/check.h"

namespace jitlint::rules {
namespace {

void check(const analysis::UnresolvedAnnotation& finding, Reporter& reporter) {
    if (finding.problem != analysis::AnnotationProblem::TypeVariable || !in_signature_or_body(finding)) return;
    reporter
        .report(finding.span, "`{}` is a `{}`, which is no type in TorchScript", finding.code,
                std::string_view(finding.text).substr(finding.text.rfind('.') + 1))
        .help("write the concrete type; a plain alias (`Name = int`) goes");
}

}  // namespace

void register_type_variable_annotation(Checks& checks) { checks.on<analysis::UnresolvedAnnotation>(check); }

}  // namespace jitlint::rules
