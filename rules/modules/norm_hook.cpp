#include "rules/modules/describe.h"

namespace jitlint::rules {

namespace {

void check_norm_hook(const analysis::ModuleRefused& finding, Reporter& reporter) {
    if (finding.why != analysis::ModuleRefused::Why::NormHook) return;
    auto report = reporter.report(finding.span, "`{}` is still on the module when it is scripted", finding.name);
    if (finding.name == "weight_norm" || finding.name == "spectral_norm")
        report.help("call `remove_{}` before scripting", finding.name);
    else if (finding.name.starts_with("prune."))
        report.help("call `prune.remove` before scripting");
    else
        report.help("call `parametrize.remove_parametrizations` before scripting");
}

}  // namespace

void register_norm_hook(Checks& checks) { checks.on<analysis::ModuleRefused>(check_norm_hook); }

}  // namespace jitlint::rules
