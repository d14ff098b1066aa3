#include "rules/check.h"

namespace jitlint::rules {
namespace {

void check(const analysis::DefaultInsideClass& finding, Reporter& reporter) {
    auto report =
        reporter.report(finding.node->func->span, "inside its class `{}` has no default for `{}` yet", finding.method, finding.parameter->name.name);
    report.help("pass `{}`", finding.parameter->name.name);
}

}  // namespace

void register_default_inside_class(Checks& checks) { checks.on<analysis::DefaultInsideClass>(check); }

}  // namespace jitlint::rules
