#include <string>

#include "analysis/scope/scope.h"
#include "rules/check.h"
#include "rules/support/typing_names.h"

namespace jitlint::rules {
namespace {

using analysis::DefaultProblem;
using torchscript::Version;

void offer_optional(JudgementBuilder& judgement, const syntax::Parameter& parameter, const Reporter& reporter) {
    TypingNames names(reporter.module());
    text::TextEdit edit;
    if (parameter.annotation) {
        const std::string type = fmt::format("{}[{}]", names.member("Optional"), reporter.text(parameter.annotation->span));
        edit = {parameter.annotation->span, type};
    } else {
        edit.span = {parameter.name.span.end, parameter.default_value->span.begin};
        if (reporter.text(edit.span).find_first_not_of(" =") != std::string_view::npos) return;
        edit.replacement = fmt::format(": {}[torch.Tensor] = ", names.member("Optional"));
    }
    if (!names.ok() || (!parameter.annotation && reporter.module().scope().module().bindings("torch").empty())) return;
    judgement.fix(Applicability::Unsafe, fmt::format("annotate `{}` as Optional", parameter.name.name), names.with_imports({edit}));
}

void check_none_default_not_optional(const analysis::ParameterDefault& finding, Reporter& reporter) {
    const bool wrong_type = finding.problem == DefaultProblem::WrongType && finding.default_type->is(torchscript::TypeKind::None);
    if (finding.problem != DefaultProblem::NoneForTensor && !wrong_type) return;
    const syntax::Parameter& parameter = *finding.parameter;
    const bool accepted = !wrong_type && reporter.version() >= Version::of(1, 9);
    auto judgement = accepted ? reporter.report(parameter.span,
                                                "parameter `{}` is a Tensor, and its default `None` becomes "
                                                "an undefined tensor: `{} is not None` is always true",
                                                parameter.name.name, parameter.name.name)
                              : reporter.report(parameter.span, "parameter `{}` has the default `None`, but is not Optional", parameter.name.name);
    judgement.help("annotate it `Optional[{}]`", wrong_type ? torchscript::to_string(finding.declared) : "torch.Tensor");
    if (accepted) judgement.accepted();
    if (judgement) offer_optional(judgement, parameter, reporter);
}

}  // namespace

void register_none_default_not_optional(Checks& checks) { checks.on<analysis::ParameterDefault>(check_none_default_not_optional); }

}  // namespace jitlint::rules
