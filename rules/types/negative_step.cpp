#include <string>

#include "rules/check.h"

namespace jitlint::rules {
namespace {

using analysis::Difference;

void check_negative_step(const analysis::BehavesDifferently& finding, Reporter& reporter) {
    if (finding.difference != Difference::OldNegativeStep) return;
    reporter.report(finding.node->span, "a negative step fails when it runs up to torch 1.7").help("go backwards in a loop");
}

}  // namespace

void register_negative_step(Checks& checks) { checks.on<analysis::BehavesDifferently>(check_negative_step); }

}  // namespace jitlint::rules
