#include "rules/check.h"

namespace jitlint::rules {
namespace {

void check_starred_subscript(const analysis::StarredRefused& finding, Reporter& reporter) {
    if (finding.problem != analysis::StarredProblem::InSubscript) return;
    reporter.report(finding.node->span, "`{}` in an index is not supported in TorchScript", reporter.text(finding.node->span))
        .help("write the indices out");
}

}  // namespace

void register_starred_subscript(Checks& checks) { checks.on<analysis::StarredRefused>(check_starred_subscript); }

}  // namespace jitlint::rules
