#include "rules/check.h"

namespace jitlint::rules {
namespace {

void check(const analysis::OverloadProblem& finding, Reporter& reporter) {
    using analysis::OverloadWhy;
    switch (finding.why) {
        case OverloadWhy::Unannotated:
            reporter.report(finding.span, "the overload of `{}` has no annotations, and overloads differ by their types", finding.name)
                .help("annotate its parameters");
            return;
        case OverloadWhy::ParameterNames:
            reporter.report(finding.span, "`{}` is not called so in the implementation of `{}`", finding.parameter->name.name, finding.name)
                .label(finding.implementation->name.span, "the implementation")
                .help("use the parameter names of the implementation");
            return;
        case OverloadWhy::ParameterCount:
            reporter.report(finding.span, "this overload has another number of parameters than the implementation of `{}`", finding.name)
                .label(finding.implementation->name.span, "the implementation");
            return;
        case OverloadWhy::DefaultDiffers:
            reporter
                .report(finding.span, "the default of `{}` is not the one of the implementation of `{}`", finding.parameter->name.name, finding.name)
                .label(finding.implementation->name.span, "the implementation")
                .help("write the same default, or none");
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

void register_overload_declaration(Checks& checks) { checks.on<analysis::OverloadProblem>(check); }

}  // namespace jitlint::rules
