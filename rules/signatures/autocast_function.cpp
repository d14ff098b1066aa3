#include "rules/check.h"

namespace jitlint::rules {
namespace {

void check_autocast_function(const analysis::AutocastFunction& finding, Reporter& reporter) {
    constexpr std::string_view kHelp = "write `with torch.autocast(...):` in its body";
    if (finding.call)
        reporter.report(finding.call->func->span, "`{}` is decorated with autocast, and cannot be compiled", reporter.text(finding.call->func->span))
            .help("{}", kHelp);
    else
        reporter.report(finding.decorator->span, "a function under `@{}` cannot be compiled", reporter.text(finding.decorator->span))
            .help("{}", kHelp);
}

}  // namespace

void register_autocast_function(Checks& checks) { checks.on<analysis::AutocastFunction>(check_autocast_function); }

}  // namespace jitlint::rules
