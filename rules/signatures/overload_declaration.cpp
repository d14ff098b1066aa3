#include <string>

#include "rules/check.h"

namespace jitlint::rules {
namespace {

/// The implementation's parameter in the place of the overload's.
const syntax::Parameter* same_place(const analysis::OverloadProblem& finding) {
    const auto& parameters = finding.overload->parameters;
    for (std::size_t i = 0; i < parameters.size() && i < finding.implementation->parameters.size(); ++i)
        if (&parameters[i] == finding.parameter) return &finding.implementation->parameters[i];
    return nullptr;
}

void check_name(const analysis::OverloadProblem& finding, Reporter& reporter) {
    auto judgement = reporter.report(finding.span, "`{}` is not called so in the implementation of `{}`", finding.parameter->name.name, finding.name);
    judgement.label(finding.implementation->name.span, "the implementation").help("use the parameter names of the implementation");
    const syntax::Parameter* wanted = judgement ? same_place(finding) : nullptr;
    if (!wanted) return;
    for (const syntax::Parameter& other : finding.overload->parameters)
        if (other.name.name == wanted->name.name) return;
    judgement.fix(Applicability::Safe, fmt::format("call it `{}`", wanted->name.name),
                  {{finding.parameter->name.span, std::string(wanted->name.name)}});
}

void check_default(const analysis::OverloadProblem& finding, Reporter& reporter) {
    auto judgement =
        reporter.report(finding.span, "the default of `{}` is not the one of the implementation of `{}`", finding.parameter->name.name, finding.name);
    judgement.label(finding.implementation->name.span, "the implementation").help("write the same default, or none");
    const syntax::Parameter* wanted = judgement ? same_place(finding) : nullptr;
    if (!wanted || !wanted->default_value || !finding.parameter->default_value) return;
    const std::string value(reporter.text(wanted->default_value->span));
    judgement.fix(Applicability::Unsafe, fmt::format("write `{}`", value), {{finding.parameter->default_value->span, value}});
}

void check_overload_declaration(const analysis::OverloadProblem& finding, Reporter& reporter) {
    using analysis::OverloadWhy;
    switch (finding.why) {
        case OverloadWhy::Unannotated:
            reporter.report(finding.span, "the overload of `{}` has no annotations, and overloads differ by their types", finding.name)
                .help("annotate its parameters");
            return;
        case OverloadWhy::ParameterNames:
            check_name(finding, reporter);
            return;
        case OverloadWhy::ParameterCount:
            reporter.report(finding.span, "this overload has another number of parameters than the implementation of `{}`", finding.name)
                .label(finding.implementation->name.span, "the implementation")
                .help("declare the parameters of the implementation");
            return;
        case OverloadWhy::DefaultDiffers:
            check_default(finding, reporter);
            return;
        case OverloadWhy::RestUnannotated:
            reporter
                .report(finding.span, "an overload of `{}` leaves out `{}`, which has no annotation here", finding.name, finding.parameter->name.name)
                .label(finding.overload->name.span, "the overload")
                .help("annotate the parameter");
            return;
        case OverloadWhy::NoImplementation:
        case OverloadWhy::ScriptedDirectly:
            return;
    }
}

}  // namespace

void register_overload_declaration(Checks& checks) { checks.on<analysis::OverloadProblem>(check_overload_declaration); }

}  // namespace jitlint::rules
