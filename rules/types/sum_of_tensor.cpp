#include <string>

#include "rules/check.h"

namespace jitlint::rules {
namespace {

using analysis::Difference;

void check_sum_of_tensor(const analysis::BehavesDifferently& finding, Reporter& reporter) {
    if (finding.difference != Difference::SumOfTensor) return;
    reporter.report(finding.node->span, "compiled, `sum` of a tensor adds every element, not the rows").help("write `.sum(dim=0)`");
}

}  // namespace

void register_sum_of_tensor(Checks& checks) { checks.on<analysis::BehavesDifferently>(check_sum_of_tensor); }

}  // namespace jitlint::rules
