#include "rules/modules/describe.h"

namespace jitlint::rules {

namespace {

void check_unused_constant(const analysis::ConstantProblem& finding, Reporter& reporter) {
    using Why = analysis::ConstantProblem::Why;
    if (finding.why == Why::NotConstant) return;
    if (finding.why == Why::Missing) {
        reporter
            .report(finding.node->span, "`{}` is named as a constant, and instances of `{}` do not have it", finding.name,
                    class_name(*finding.instance))
            .help("take it out, or assign it in `__init__`")
            .accepted();
        return;
    }
    const std::string_view kind = finding.why == Why::Submodule ? "submodule" : finding.why == Why::Parameter ? "parameter" : "buffer";
    auto report = reporter.report(finding.node->span, "`{}` is a {}, which is no constant of the scripted module", finding.name, kind);
    report.help("take it out").accepted();
    label_assignment(report, reporter, finding.attribute);
}

}  // namespace

void register_unused_constant(Checks& checks) { checks.on<analysis::ConstantProblem>(check_unused_constant); }

}  // namespace jitlint::rules
