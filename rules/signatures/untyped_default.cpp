#include <string>

#include "rules/check.h"

namespace jitlint::rules {
namespace {

using Kind = torchscript::TypeKind;

using analysis::DefaultProblem;

void offer_annotation(JudgementBuilder& judgement, const syntax::Parameter& parameter, std::string_view type, const Reporter& reporter) {
    const text::Span between{parameter.name.span.end, parameter.default_value->span.begin};
    const std::string_view sign = reporter.text(between);
    if (sign.find_first_not_of(" =") != std::string_view::npos) return;
    judgement.fix(Applicability::Safe, fmt::format("annotate `{}` as `{}`", parameter.name.name, type), {{between, fmt::format(": {} = ", type)}});
}

void check_untyped_default(const analysis::ParameterDefault& finding, Reporter& reporter) {
    if (finding.problem != DefaultProblem::UntypedDefault) return;
    const syntax::Parameter& parameter = *finding.parameter;
    const std::string type = torchscript::to_string(finding.default_type);
    const Kind kind = finding.default_type->kind;
    const bool simple = kind == Kind::Int || kind == Kind::Float || kind == Kind::Bool || kind == Kind::Str;
    auto judgement = reporter.report(parameter.span, "parameter `{}` has no annotation and so is a Tensor, but its default is {}",
                                     parameter.name.name, reporter.text(parameter.default_value->span));
    if (simple) {
        judgement.help("annotate it: `{}: {} = {}`", parameter.name.name, type, reporter.text(parameter.default_value->span));
        if (judgement) offer_annotation(judgement, parameter, type, reporter);
    } else if (kind == Kind::List || kind == Kind::Dict) {
        judgement.help("a list or dict cannot be a default: annotate it `Optional[{}] = None` and make the value inside", type);
    } else if (kind == Kind::Unknown) {
        judgement.help("annotate the parameter");
    } else {
        judgement.help("annotate it as `{}`", type);
    }
}

}  // namespace

void register_untyped_default(Checks& checks) { checks.on<analysis::ParameterDefault>(check_untyped_default); }

}  // namespace jitlint::rules
