#include "rules/check.h"

namespace jitlint::rules {
namespace {

void check(const analysis::ModuleAsValue& finding, Reporter& reporter) {
    const text::Span call = finding.node->func->span;
    const std::string_view lacks = finding.method.empty() ? "call" : "methods";
    constexpr std::string_view kHelp = "call `self.<name>` in each branch, or loop over an `nn.ModuleList`";
    if (!finding.made) {
        reporter.report(call, "`{}` is called, but the module was made a value before, which has no {}", reporter.text(call), lacks)
            .help("{}", kHelp);
        return;
    }
    reporter.report(finding.made->span, "modules in a list or tuple are values, which have no {}", lacks)
        .help("{}", kHelp)
        .label(call, "called here");
}

}  // namespace

void register_module_as_value(Checks& checks) { checks.on<analysis::ModuleAsValue>(check); }

}  // namespace jitlint::rules
