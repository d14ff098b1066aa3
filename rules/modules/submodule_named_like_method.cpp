#include "rules/modules/describe.h"

namespace jitlint::rules {

namespace {

void check_submodule_named_like_method(const analysis::ModuleRefused& finding, Reporter& reporter) {
    if (finding.why != analysis::ModuleRefused::Why::MethodName) return;
    reporter.report(finding.span, "the submodule `{}` has the name of a method, which Python finds before it", finding.name)
        .help("give it another name");
}

}  // namespace

void register_submodule_named_like_method(Checks& checks) { checks.on<analysis::ModuleRefused>(check_submodule_named_like_method); }

}  // namespace jitlint::rules
