#include "rules/modules/describe.h"

namespace jitlint::rules {

namespace {

void check_module_cycle(const analysis::ModuleRefused& finding, Reporter& reporter) {
    if (finding.why != analysis::ModuleRefused::Why::Cycle) return;
    reporter.report(finding.span, "`{}` makes `{}` a part of itself", finding.name, class_name(*finding.other))
        .help("hand down what is needed instead of the module");
}

}  // namespace

void register_module_cycle(Checks& checks) { checks.on<analysis::ModuleRefused>(check_module_cycle); }

}  // namespace jitlint::rules
