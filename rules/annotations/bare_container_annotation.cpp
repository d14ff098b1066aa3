#include "rules/annotations/places.h"
#include "rules/check.h"

namespace jitlint::rules {
namespace {

std::string_view example(std::string_view name) {
    if (name == "Dict" || name == "dict") return "Dict[str, torch.Tensor]";
    if (name == "Tuple" || name == "tuple") return "Tuple[torch.Tensor, torch.Tensor]";
    if (name == "Optional") return "Optional[torch.Tensor]";
    if (name == "Union") return "Union[int, float]";
    if (name == "Future") return "torch.futures.Future[torch.Tensor]";
    return "List[torch.Tensor]";
}

void check_bare_container_annotation(const analysis::UnresolvedAnnotation& finding, Reporter& reporter) {
    if (finding.problem != analysis::AnnotationProblem::BareContainer || !in_signature_or_body(finding)) return;
    const std::string_view text = finding.text;
    const std::size_t dot = text.rfind('.');
    reporter.report(finding.span, "`{}` does not say what it holds", finding.code)
        .help("write the types, such as `{}`", example(dot == std::string_view::npos ? text : text.substr(dot + 1)));
}

}  // namespace

void register_bare_container_annotation(Checks& checks) { checks.on<analysis::UnresolvedAnnotation>(check_bare_container_annotation); }

}  // namespace jitlint::rules
