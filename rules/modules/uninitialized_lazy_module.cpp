#include "rules/modules/describe.h"

namespace jitlint::rules {

namespace {

void check_uninitialized_lazy_module(const analysis::ModuleRefused& finding, Reporter& reporter) {
    if (finding.why != analysis::ModuleRefused::Why::Lazy) return;
    reporter.report(finding.span, "`{}` has seen no data when the module is scripted", finding.name)
        .help("call the module once before scripting, or use `{}` with its sizes", finding.name.substr(4));
}

}  // namespace

void register_uninitialized_lazy_module(Checks& checks) { checks.on<analysis::ModuleRefused>(check_uninitialized_lazy_module); }

}  // namespace jitlint::rules
