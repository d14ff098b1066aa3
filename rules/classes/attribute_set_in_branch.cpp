#include "rules/check.h"

namespace jitlint::rules {
namespace {

void check_attribute_set_in_branch(const analysis::ObjectAssignment& finding, Reporter& reporter) {
    if (finding.problem != analysis::ObjectAssignmentProblem::FirstInBlock) return;
    reporter.report(finding.node->span, "`{}` is first set inside a branch or loop of `__init__`", reporter.text(finding.node->span))
        .help("set it at the top level of `__init__` first");
}

}  // namespace

void register_attribute_set_in_branch(Checks& checks) { checks.on<analysis::ObjectAssignment>(check_attribute_set_in_branch); }

}  // namespace jitlint::rules
