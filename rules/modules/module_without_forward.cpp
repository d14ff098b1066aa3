#include "rules/modules/describe.h"

namespace jitlint::rules {

namespace {

void check_module_without_forward(const analysis::NotCallable& finding, Reporter& reporter) {
    if (finding.why != analysis::NotCallable::Why::NoForward || !finding.instance) return;
    const std::string_view name = class_name(*finding.instance);
    auto report = reporter.report(finding.node->func->span, "`{}` has no `forward`, so it cannot be called", name);
    if (name == "ModuleList")
        report.help("loop over it, or use `nn.Sequential`");
    else if (finding.instance->cls)
        report.help("call the method that is meant, or define `forward`");
}

}  // namespace

void register_module_without_forward(Checks& checks) { checks.on<analysis::NotCallable>(check_module_without_forward); }

}  // namespace jitlint::rules
