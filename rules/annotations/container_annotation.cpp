#include "rules/annotations/places.h"
#include "rules/check.h"

namespace jitlint::rules {
namespace {

std::string_view instead_of(std::string_view name) {
    const bool mapping =
        name.ends_with("Mapping") || name.ends_with("Dict") || name.ends_with("dict") || name.ends_with("Counter") || name.ends_with("ChainMap");
    const bool set = name.ends_with("Set") || name.ends_with("set");
    return mapping ? "Dict[K, V]" : set ? "Dict[T, bool]` or `List[T]" : "List[T]";
}

void check(const analysis::UnresolvedAnnotation& finding, Reporter& reporter) {
    if (finding.problem != analysis::AnnotationProblem::AbstractContainer || !in_signature_or_body(finding)) return;
    reporter.report(finding.span, "`{}` is no container in TorchScript", finding.code).help("write `{}`", instead_of(finding.text));
}

}  // namespace

void register_container_annotation(Checks& checks) { checks.on<analysis::UnresolvedAnnotation>(check); }

}  // namespace jitlint::rules
