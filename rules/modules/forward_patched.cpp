#include "rules/modules/describe.h"

namespace jitlint::rules {

namespace {

void check_forward_patched(const analysis::ModuleDiffers& finding, Reporter& reporter) {
    using Why = analysis::ModuleDiffers::Why;
    if (finding.why == Why::ForwardLambda || finding.why == Why::ForwardPartial) {
        reporter
            .report(finding.span, "`forward` is {}, and only functions made by `def` are read",
                    finding.why == Why::ForwardLambda ? "a lambda" : "made by `functools.partial`")
            .help("derive a class that overrides `forward`");
    }
    if (finding.why != Why::ForwardPatched) return;
    reporter.report(finding.span, "`forward` is replaced by a plain function, whose first parameter is taken for the module")
        .help("derive a class that overrides `forward`");
}

}  // namespace

void register_forward_patched(Checks& checks) { checks.on<analysis::ModuleDiffers>(check_forward_patched); }

}  // namespace jitlint::rules
