#include <optional>
#include <string>

#include "rules/check.h"
#include "rules/support/rewrite.h"

namespace jitlint::rules {
namespace {

using analysis::ScriptTargetProblem;

void check_decorated(const analysis::ScriptTarget& finding, Reporter& reporter) {
    auto judgement =
        reporter.report(finding.span, "`@torch.jit.script` on the method `{}` makes it a function that the module cannot compile", finding.name);
    judgement.help("leave it out, or write `@torch.jit.export`");
    if (!judgement) return;
    const std::string_view source = reporter.text();
    std::uint32_t begin = finding.span.begin;
    if (begin > 0 && source[begin - 1] == '@') --begin;
    std::uint32_t end = finding.span.end;
    const std::optional<std::string> indent = indentation_of(begin, reporter);
    while (end < source.size() && (source[end] == ' ' || source[end] == '\r')) ++end;
    if (!indent || source[begin] != '@' || end >= source.size() || source[end] != '\n') return;
    judgement.fix(Applicability::Safe, "leave the decorator out", {{{begin - static_cast<std::uint32_t>(indent->size()), end + 1}, ""}});
}

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
            check_decorated(finding, reporter);
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
