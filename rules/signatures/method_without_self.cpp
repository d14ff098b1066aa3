#include "rules/check.h"

namespace jitlint::rules {
namespace {

void check(const analysis::MethodWithoutSelf& finding, Reporter& reporter) {
    reporter.report(finding.method->name.span, "the method `{}` has no `self`", finding.method->name.name)
        .help("add `self`, or make it a `@staticmethod`");
}

}  // namespace

void register_method_without_self(Checks& checks) { checks.on<analysis::MethodWithoutSelf>(check); }

}  // namespace jitlint::rules
