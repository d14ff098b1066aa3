#include <string>

#include "analysis/scope/scope.h"
#include "rules/annotations/places.h"
#include "rules/check.h"
#include "rules/support/rewrite.h"
#include "rules/support/typing_names.h"

namespace jitlint::rules {
namespace {

/// Words about a shape stand where the parameter is a tensor.
void check_text(const analysis::UnresolvedAnnotation& finding, Reporter& reporter) {
    auto judgement = reporter.report(finding.span, "the string {} is not read as a type", finding.code);
    judgement.help("write the type without quotes");
    if (!judgement || finding.use != analysis::AnnotationUse::Parameter || finding.code.find(' ') == std::string::npos) return;
    if (finding.code.find_first_of("[]|,.()") != std::string::npos || !finding.parameter || !finding.parameter->annotation) return;
    if (finding.parameter->annotation->span != finding.span) return;
    TypingNames names(reporter.module());
    const std::string tensor = names.torch("Tensor");
    if (!names.ok()) return;
    judgement.help("write `{}`, and the shape in a comment", tensor);
    judgement.fix(Applicability::Unsafe, fmt::format("write `{}`", tensor), {{finding.span, tensor}});
}

/// `Image = "Tensor"` names a string.
void check_alias(const analysis::UnresolvedAnnotation& finding, Reporter& reporter) {
    auto judgement = reporter.report(finding.span, "`{}` is a string, which is not read as a type", finding.code);
    judgement.help("write the type without quotes");
    if (!judgement || !expression_at(finding.span, reporter)) return;
    const analysis::Scope& scope = reporter.module().scope().module();
    const auto bindings = scope.bindings(finding.code);
    const auto* text = bindings.size() == 1 ? syntax::as<syntax::Constant>(bindings[0].value) : nullptr;
    if (!text || text->constant != syntax::ConstantKind::Str || scope.bindings(text->text).size() != 1) return;
    judgement.help("write `{}`", text->text);
    judgement.fix(Applicability::Safe, fmt::format("write `{}`", text->text), {{finding.span, std::string(text->text)}});
}

void check_string_annotation(const analysis::UnresolvedAnnotation& finding, Reporter& reporter) {
    if (!in_signature_or_body(finding)) return;
    if (finding.problem == analysis::AnnotationProblem::StringText)
        check_text(finding, reporter);
    else if (finding.problem == analysis::AnnotationProblem::StringValue)
        check_alias(finding, reporter);
}

}  // namespace

void register_string_annotation(Checks& checks) { checks.on<analysis::UnresolvedAnnotation>(check_string_annotation); }

}  // namespace jitlint::rules
