#include "rules/check.h"

namespace jitlint::rules {
namespace {

void check_overload_scripted(const analysis::OverloadProblem& finding, Reporter& reporter) {
    if (finding.why != analysis::OverloadWhy::ScriptedDirectly) return;
    reporter.report(finding.span, "`{}` has overloads, and cannot be scripted itself", finding.name).help("script a function that calls it");
}

}  // namespace

void register_overload_scripted(Checks& checks) { checks.on<analysis::OverloadProblem>(check_overload_scripted); }

}  // namespace jitlint::rules
