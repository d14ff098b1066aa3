#include "rules/check.h"

namespace jitlint::rules {
namespace {

void check_overload_without_implementation(const analysis::OverloadProblem& finding, Reporter& reporter) {
    if (finding.why != analysis::OverloadWhy::NoImplementation) return;
    reporter.report(finding.span, "`{}` has overloads and no implementation", finding.name)
        .help("define `{}` once more behind them, without the decorator", finding.name);
}

}  // namespace

void register_overload_without_implementation(Checks& checks) { checks.on<analysis::OverloadProblem>(check_overload_without_implementation); }

}  // namespace jitlint::rules
