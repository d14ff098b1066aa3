#include "rules/modules/describe.h"

namespace jitlint::rules {

namespace {

void check_forward_hook_not_compilable(const analysis::HookProblem& finding, Reporter& reporter) {
    using Why = analysis::HookProblem::Why;
    if (finding.why == Why::NotFunction)
        reporter.report(finding.span, "a {} is registered as a hook, and hooks are compiled with the module", finding.name)
            .help("write a function with annotations, or remove the hook before scripting");
    else if (finding.why == Why::SameName)
        reporter.report(finding.span, "two different hooks of `{}` are called `{}`", class_name(*finding.instance), finding.name)
            .help("give each hook a name of its own");
    else if (finding.why == Why::Overloads)
        reporter.report(finding.span, "the `forward` of `{}` has overloads, and hooks are not compiled with those", class_name(*finding.instance))
            .help("wrap it in a module of your own, and register the hook for that");
}

}  // namespace

void register_forward_hook_not_compilable(Checks& checks) { checks.on<analysis::HookProblem>(check_forward_hook_not_compilable); }

}  // namespace jitlint::rules
