#include "rules/check.h"

namespace jitlint::rules {
namespace {

void check_class_holds_itself(const analysis::ObjectAssignment& finding, Reporter& reporter) {
    if (finding.problem != analysis::ObjectAssignmentProblem::HoldsItself) return;
    reporter
        .report(finding.node->span, "`{}` would hold objects of its own class, in a `{}`", torchscript::to_string(finding.receiver),
                torchscript::to_string(finding.given))
        .help("keep the nodes in lists, and refer to them by index");
}

}  // namespace

void register_class_holds_itself(Checks& checks) { checks.on<analysis::ObjectAssignment>(check_class_holds_itself); }

}  // namespace jitlint::rules
