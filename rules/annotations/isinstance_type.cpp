#include <string>
#include <vector>

#include "rules/check.h"
#include "rules/support/rewrite.h"

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

/// `isinstance(x, type(None))` asks for None.
void offer_none_test(const analysis::UnresolvedAnnotation& finding, const Reporter& reporter, JudgementBuilder& judgement) {
    const syntax::Expr* type = expression_at(finding.span, reporter);
    if (!type) return;
    const std::vector<const syntax::Node*> around = nodes_around(*type, reporter);
    const auto* test = around.empty() ? nullptr : syntax::as<syntax::Call>(around.back());
    if (!test || test->args.size() != 2 || test->args[1] != type || !test->keywords.empty() || has_comment(test->span, reporter)) return;
    const auto* parent = around.size() > 1 ? around[around.size() - 2] : nullptr;
    const auto* negation = parent ? syntax::as<syntax::UnaryOp>(parent) : nullptr;
    const std::string value = atom_text(*test->args[0], reporter);
    if (negation && negation->op == syntax::UnaryOperator::Not && reporter.text({negation->span.begin, test->span.begin}) == "not ") {
        judgement.help("write `{} is not None`", value);
        judgement.fix(Applicability::Safe, "ask for `None`", {{negation->span, in_place(*negation, value + " is not None", reporter)}});
        return;
    }
    judgement.help("write `{} is None`", value);
    judgement.fix(Applicability::Safe, "ask for `None`", {{test->span, in_place(*test, value + " is None", reporter)}});
}

void check_isinstance_type(const analysis::UnresolvedAnnotation& finding, Reporter& reporter) {
    if (finding.use != analysis::AnnotationUse::IsInstance || finding.problem == analysis::AnnotationProblem::TypedTensor) return;
    auto judgement = reporter.report(finding.span, "`{}` is no type in TorchScript, and `isinstance` reads types", finding.code);
    judgement.help("{}", advice(finding));
    if (judgement && finding.code == "type(None)") offer_none_test(finding, reporter, judgement);
}

}  // namespace

void register_isinstance_type(Checks& checks) { checks.on<analysis::UnresolvedAnnotation>(check_isinstance_type); }

}  // namespace jitlint::rules
