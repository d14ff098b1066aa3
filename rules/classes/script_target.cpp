#include "rules/check.h"

namespace jitlint::rules {
namespace {

using analysis::ScriptTargetProblem;

void check(const analysis::ScriptTarget& finding, Reporter& reporter) {
    switch (finding.problem) {
        case ScriptTargetProblem::ModuleClass:
            reporter.report(finding.span, "`torch.jit.script` takes an instance of the module `{}`, not the class", finding.name)
                .help("make an instance first: `torch.jit.script({}(...))`", finding.name);
            return;
        case ScriptTargetProblem::BoundMethod:
            reporter.report(finding.span, "`torch.jit.script` of the method `{}` makes its `self` a Tensor", finding.name)
                .help("script the module, and mark the method with `@torch.jit.export`");
            return;
        case ScriptTargetProblem::DecoratedMethod:
            reporter.report(finding.span, "`@torch.jit.script` on the method `{}` makes it a function that the module cannot compile", finding.name)
                .help("leave it out, or write `@torch.jit.export`");
            return;
        case ScriptTargetProblem::MixedContainer:
            reporter.report(finding.span, "`torch.jit.script` of a list or dict wants items of one type");
            return;
        case ScriptTargetProblem::NotScriptable:
            if (finding.name.empty())
                reporter.report(finding.span, "`torch.jit.script` takes modules, functions and classes, not a plain value");
            else
                reporter.report(finding.span, "`{}` is a builtin function, which `torch.jit.script` does not take", finding.name)
                    .help("compiled code can call it as it is");
            return;
    }
}

}  // namespace

void register_script_target(Checks& checks) { checks.on<analysis::ScriptTarget>(check); }

}  // namespace jitlint::rules
