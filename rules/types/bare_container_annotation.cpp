#include "rules/check.h"

namespace jitlint::rules {
namespace {

std::string_view example(std::string_view name) {
    if (name == "Dict" || name == "dict") return "Dict[str, torch.Tensor]";
    if (name == "Tuple" || name == "tuple") return "Tuple[torch.Tensor, torch.Tensor]";
    if (name == "Optional") return "Optional[torch.Tensor]";
    if (name == "Union") return "Union[int, float]";
    return "List[torch.Tensor]";
}

void check(const analysis::UnresolvedAnnotation& finding, Reporter& reporter) {
    if (finding.problem != analysis::AnnotationProblem::BareContainer) return;
    reporter.report(finding.node->span, "`{}` does not say what it holds", finding.text).help("write the types, such as `{}`", example(finding.text));
}

}  // namespace

void register_bare_container_annotation(Checks& checks) { checks.on<analysis::UnresolvedAnnotation>(check); }

}  // namespace jitlint::rules
