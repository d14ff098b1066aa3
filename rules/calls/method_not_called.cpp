#include "rules/check.h"

namespace jitlint::rules {
namespace {

void check(const analysis::MethodNotCalled& finding, Reporter& reporter) {
    reporter.report(finding.node->span, "`{}` is a method that is not called", reporter.text(finding.node->span))
        .help("call it: `{}()`", reporter.text(finding.node->span));
}

}  // namespace

void register_method_not_called(Checks& checks) { checks.on<analysis::MethodNotCalled>(check); }

}  // namespace jitlint::rules
