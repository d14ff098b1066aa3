#include "rules/check.h"

namespace jitlint::rules {
namespace {

void check_unbound_method_call(const analysis::UnboundMethodCall& finding, Reporter& reporter) {
    reporter
        .report(finding.node->func->span, "`{}` is called through the class, where `self` is an ordinary parameter: a `Tensor`",
                reporter.text(finding.node->func->span))
        .help("give the parent's code a method name of its own, and call that through `self`");
}

}  // namespace

void register_unbound_method_call(Checks& checks) { checks.on<analysis::UnboundMethodCall>(check_unbound_method_call); }

}  // namespace jitlint::rules
