#include "rules/modules/describe.h"

namespace jitlint::rules {

namespace {

void check(const analysis::ModuleRefused& finding, Reporter& reporter) {
    if (finding.why != analysis::ModuleRefused::Why::Variadic) return;
    reporter.report(finding.span, "`{}` cannot be scripted: its `forward` is variadic", finding.name).help("script the module inside: `.module`");
}

}  // namespace

void register_data_parallel_module(Checks& checks) { checks.on<analysis::ModuleRefused>(check); }

}  // namespace jitlint::rules
