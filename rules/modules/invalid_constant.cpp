#include <utility>

#include "rules/modules/describe.h"
#include "rules/support/constant_edits.h"

namespace jitlint::rules {

namespace {

void check_invalid_constant(const analysis::ConstantProblem& finding, Reporter& reporter) {
    if (finding.why != analysis::ConstantProblem::Why::NotConstant) return;
    auto report = reporter.report(finding.node->span, "the value of `{}` cannot be a constant of a scripted module", finding.name);
    report.help("make it an ordinary attribute: take it out of `__constants__`, or drop `Final`");
    if (auto edits = without_constant(*finding.instance, finding.name, reporter); !edits.empty())
        report.fix(Applicability::Safe, "make it an ordinary attribute", std::move(edits));
    label_assignment(report, reporter, finding.attribute);
}

}  // namespace

void register_invalid_constant(Checks& checks) { checks.on<analysis::ConstantProblem>(check_invalid_constant); }

}  // namespace jitlint::rules
