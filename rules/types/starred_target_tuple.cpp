#include "rules/check.h"

namespace jitlint::rules {
namespace {

void check_starred_target_tuple(const analysis::BehavesDifferently& finding, Reporter& reporter) {
    if (finding.difference != analysis::Difference::StarredTuple) return;
    reporter.report(finding.node->span, "`{}` takes a tuple here, and a list in eager mode", reporter.text(finding.node->span))
        .help("write a slice of the tuple");
}

}  // namespace

void register_starred_target_tuple(Checks& checks) { checks.on<analysis::BehavesDifferently>(check_starred_target_tuple); }

}  // namespace jitlint::rules
