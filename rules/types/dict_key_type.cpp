#include "rules/annotations/places.h"
#include "rules/check.h"

namespace jitlint::rules {
namespace {

void check_key(const analysis::DictKeyType& finding, Reporter& reporter) {
    reporter.report(finding.node->span, "a dict cannot have keys of type `{}`", torchscript::to_string(finding.key))
        .help("make an `int` or a `str` of the key");
}

void check_annotation(const analysis::UnresolvedAnnotation& finding, Reporter& reporter) {
    if (finding.problem != analysis::AnnotationProblem::DictKey || !in_signature_or_body(finding)) return;
    reporter.report(finding.span, "a dict cannot have keys of type `{}`", finding.code)
        .help("keys are `int`, `float`, `bool`, `complex`, `str`, `torch.Tensor` or `torch.device`");
}

}  // namespace

void register_dict_key_type(Checks& checks) {
    checks.on<analysis::DictKeyType>(check_key);
    checks.on<analysis::UnresolvedAnnotation>(check_annotation);
}

}  // namespace jitlint::rules
