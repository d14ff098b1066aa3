#include "rules/check.h"

namespace jitlint::rules {
namespace {

void check(const analysis::CastWithArguments& finding, Reporter& reporter) {
    reporter.report(finding.node->span, "`{}()` takes no arguments in TorchScript", finding.name).help("write `to(dtype, ...)`");
}

}  // namespace

void register_cast_with_arguments(Checks& checks) { checks.on<analysis::CastWithArguments>(check); }

}  // namespace jitlint::rules
