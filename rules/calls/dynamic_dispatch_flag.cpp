#include "rules/check.h"

namespace jitlint::rules {
namespace {

void check_dynamic_dispatch_flag(const analysis::DynamicDispatchFlag& finding, Reporter& reporter) {
    reporter.report(finding.flag->span, "`{}` of `{}` decides what it returns, and has to be a constant", finding.name, finding.function)
        .help("write `True` or `False`, or make it a `Final` attribute");
}

}  // namespace

void register_dynamic_dispatch_flag(Checks& checks) { checks.on<analysis::DynamicDispatchFlag>(check_dynamic_dispatch_flag); }

}  // namespace jitlint::rules
