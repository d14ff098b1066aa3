#include "rules/check.h"

namespace jitlint::rules {
namespace {

void check_module_as_value(const analysis::ModuleAsValue& finding, Reporter& reporter) {
    const text::Span call = finding.node->func->span;
    constexpr std::string_view kHelp =
        "call `self.<name>` in each branch, or loop over an `nn.ModuleList`; modules of one type as values keep their `forward(...)`";
    if (!finding.made) {
        reporter.report(call, "`{}` is called, but the module was made a value before, which has no call", reporter.text(call)).help("{}", kHelp);
        return;
    }
    reporter.report(finding.made->span, "modules in a list or tuple are values, which have no call").help("{}", kHelp).label(call, "called here");
}

}  // namespace

void register_module_as_value(Checks& checks) { checks.on<analysis::ModuleAsValue>(check_module_as_value); }

}  // namespace jitlint::rules
