#include "rules/check.h"

namespace jitlint::rules {
namespace {

void check_super_call(const analysis::SuperUsed& finding, Reporter& reporter) {
    auto report = finding.member.empty() ? reporter.report(finding.node->span, "`{}` is not compiled: a class is no value in TorchScript",
                                                           reporter.text(finding.node->span))
                                         : reporter.report(finding.use->span, "`{}` is not compiled: TorchScript does not know the parent class",
                                                           reporter.text(finding.use->span));
    report.help("give the parent's code a method name of its own, and call that through `self`");
}

}  // namespace

void register_super_call(Checks& checks) { checks.on<analysis::SuperUsed>(check_super_call); }

}  // namespace jitlint::rules
