#include "rules/modules/describe.h"

namespace jitlint::rules {

namespace {

void check(const analysis::ModuleDiffers& finding, Reporter& reporter) {
    if (finding.why != analysis::ModuleDiffers::Why::ForwardPatched) return;
    reporter.report(finding.span, "`forward` is replaced by a plain function, whose first parameter is taken for the module")
        .help("derive a class that overrides `forward`");
}

}  // namespace

void register_forward_patched(Checks& checks) { checks.on<analysis::ModuleDiffers>(check); }

}  // namespace jitlint::rules
