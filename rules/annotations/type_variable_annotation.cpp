#include <string>

#include "analysis/scope/scope.h"
#include "rules/annotations/places.h"
#include "rules/check.h"
#include "rules/support/rewrite.h"

namespace jitlint::rules {
namespace {

void check_type_variable_annotation(const analysis::UnresolvedAnnotation& finding, Reporter& reporter) {
    if (finding.problem != analysis::AnnotationProblem::TypeVariable || !in_signature_or_body(finding)) return;
    auto judgement = reporter.report(finding.span, "`{}` is a `{}`, which is no type in TorchScript", finding.code,
                                     std::string_view(finding.text).substr(finding.text.rfind('.') + 1));
    judgement.help("write the concrete type; a plain alias (`Name = int`) goes");
    if (!judgement || !expression_at(finding.span, reporter)) return;
    const auto bindings = reporter.module().scope().module().bindings(finding.code);
    const auto* made = bindings.size() == 1 ? syntax::as<syntax::Call>(bindings[0].value) : nullptr;
    // `Name = NewType("Name", int)`
    if (!made || made->args.size() != 2 || !made->keywords.empty() || !is_plain_path(made->args[1])) return;
    if (!reporter.text(made->func->span).ends_with("NewType")) return;
    const std::string type(reporter.text(made->args[1]->span));
    judgement.help("write `{}`", type);
    judgement.fix(Applicability::Safe, fmt::format("write `{}`", type), {{finding.span, type}});
}

}  // namespace

void register_type_variable_annotation(Checks& checks) { checks.on<analysis::UnresolvedAnnotation>(check_type_variable_annotation); }

}  // namespace jitlint::rules
