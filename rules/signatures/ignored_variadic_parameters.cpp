#include "rules/check.h"

namespace jitlint::rules {
namespace {

void check_ignored_variadic_parameters(const analysis::IgnoredVariadic& finding, Reporter& reporter) {
    const std::string_view stars = finding.parameter->kind == syntax::ParameterKind::VarPositional ? "*"
                                   : finding.parameter->kind == syntax::ParameterKind::VarKeyword  ? "**"
                                                                                                   : "";
    auto judgement = reporter.report(finding.node->func->span, "the ignored `{}` has types, and `{}{}` is a parameter that its signature cannot have",
                                     finding.callee->name.name, stars, finding.parameter->name.name);
    if (stars.empty())
        judgement.help("drop the `*` before it, and pass it by position or name");
    else
        judgement.help("name the parameters, or take all annotations away: then each argument is a Tensor");
    if (judgement && finding.module) judgement.label_in(*finding.module, finding.parameter->span, "the parameter");
}

}  // namespace

void register_ignored_variadic_parameters(Checks& checks) { checks.on<analysis::IgnoredVariadic>(check_ignored_variadic_parameters); }

}  // namespace jitlint::rules
