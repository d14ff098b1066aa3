#include "rules/check.h"

namespace jitlint::rules {
namespace {

using analysis::ObjectAssignmentProblem;

void check_attribute_outside_init(const analysis::ObjectAssignment& finding, Reporter& reporter) {
    if (finding.problem == ObjectAssignmentProblem::NotObject) return;
    const std::string type = torchscript::to_string(finding.receiver);
    if (finding.problem == ObjectAssignmentProblem::ReadOnly)
        reporter.report(finding.node->span, "the property `{}` of `{}` has no setter", finding.node->attr.name, type);
    else if (finding.problem == ObjectAssignmentProblem::Nonexistent)
        reporter.report(finding.node->span, "`{}` is no attribute of `{}`: its `__init__` does not set it", finding.node->attr.name, type)
            .help("set it in `__init__` first");
}

}  // namespace

void register_attribute_outside_init(Checks& checks) { checks.on<analysis::ObjectAssignment>(check_attribute_outside_init); }

}  // namespace jitlint::rules
