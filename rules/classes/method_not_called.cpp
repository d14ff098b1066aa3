#include "rules/check.h"

namespace jitlint::rules {
namespace {

void check(const analysis::MethodNotCalled& finding, Reporter& reporter) {
    reporter.report(finding.node->span, "the method `{}` is not called", finding.name).help("write `{}()`", reporter.text(finding.node->span));
}

}  // namespace

void register_method_not_called(Checks& checks) { checks.on<analysis::MethodNotCalled>(check); }

}  // namespace jitlint::rules
