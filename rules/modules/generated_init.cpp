#include "rules/modules/describe.h"

namespace jitlint::rules {

namespace {

void check_generated_init(const analysis::ModuleRefused& finding, Reporter& reporter) {
    if (finding.why != analysis::ModuleRefused::Why::GeneratedInit) return;
    reporter.report(finding.span, "`{}` gets its `__init__` from `dataclass`, and scripting wants to read its source", finding.name)
        .help("write `__init__` by hand");
}

}  // namespace

void register_generated_init(Checks& checks) { checks.on<analysis::ModuleRefused>(check_generated_init); }

}  // namespace jitlint::rules
