#include "rules/check.h"

namespace jitlint::rules {
namespace {

std::string_view advice(const analysis::UnresolvedAnnotation& finding) {
    using analysis::AnnotationProblem;
    if (finding.code.starts_with("type(")) return "write `x is None`, or name the type";
    if (finding.text == "builtins.dict") return "write `torch.jit.isinstance(x, Dict[K, V])` with the types it holds";
    if (finding.problem == AnnotationProblem::NnModule)
        return "the model contains no such module: put the test under `if not torch.jit.is_scripting():`";
    if (finding.problem == AnnotationProblem::NotAType) return "name the types in place: `(int, float)`";
    return "name a type that TorchScript has, or put the test under `if not torch.jit.is_scripting():`";
}

void check(const analysis::UnresolvedAnnotation& finding, Reporter& reporter) {
    if (finding.use != analysis::AnnotationUse::IsInstance || finding.problem == analysis::AnnotationProblem::TypedTensor) return;
    reporter.report(finding.span, "`{}` is no type in TorchScript, and `isinstance` reads types", finding.code).help("{}", advice(finding));
}

}  // namespace

void register_isinstance_type(Checks& checks) { checks.on<analysis::UnresolvedAnnotation>(check); }

}  // namespace jitlint::rules
