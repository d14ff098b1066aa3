#include <optional>
#include <string>
#include <vector>

#include "analysis/scope/scope.h"
#include "rules/check.h"
#include "rules/support/rewrite.h"

namespace jitlint::rules {
namespace {

using analysis::ScriptTargetProblem;

/// Whether the module class `name` of the file can be made without arguments.
bool made_without_arguments(std::string_view name, const Reporter& reporter) {
    const auto classes = reporter.module().scope().module().bindings(name);
    const auto* cls = classes.size() == 1 ? syntax::as<syntax::ClassDef>(classes[0].node) : nullptr;
    const analysis::Scope* scope = cls ? reporter.module().scope().scope_of(*cls) : nullptr;
    if (!scope || cls->bases.size() != 1) return false;
    const auto inits = scope->bindings("__init__");
    if (inits.empty()) return reporter.text(cls->bases[0]->span).ends_with("Module");
    const auto* init = inits.size() == 1 ? syntax::as<syntax::FunctionDef>(inits[0].node) : nullptr;
    if (!init || init->parameters.empty()) return false;
    for (const syntax::Parameter& parameter : init->parameters.subspan(1))
        if (!parameter.default_value && !parameter.name.name.empty() && parameter.kind != syntax::ParameterKind::VarPositional &&
            parameter.kind != syntax::ParameterKind::VarKeyword)
            return false;
    return true;
}

void offer_target(JudgementBuilder judgement, const analysis::ScriptTarget& finding, const Reporter& reporter) {
    if (!judgement) return;
    const std::vector<const syntax::Node*> around = nodes_at(finding.span, reporter);
    const auto* call = around.empty() || around.back()->span != finding.span ? nullptr : syntax::as<syntax::Call>(around.back());
    if (!call || call->args.size() != 1 || !call->keywords.empty() || has_comment(call->span, reporter)) return;
    const syntax::Expr& target = *call->args[0];
    if (!is_plain_path(&target)) return;
    const auto* method = syntax::as<syntax::Attribute>(&target);
    if (finding.problem == ScriptTargetProblem::ModuleClass && made_without_arguments(reporter.text(target.span), reporter))
        judgement.fix(Applicability::Unsafe, "make an instance", {{{target.span.end, target.span.end}, "()"}});
    else if (finding.problem == ScriptTargetProblem::BoundMethod && method && method->attr.name == "forward")
        judgement.fix(Applicability::Unsafe, "script the module", {{{method->value->span.end, method->span.end}, ""}});
    else if (finding.problem == ScriptTargetProblem::NotScriptable)
        judgement.fix(Applicability::Unsafe, "leave `torch.jit.script` out", {{call->span, std::string(reporter.text(target.span))}});
}

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

void check_script_target(const analysis::ScriptTarget& finding, Reporter& reporter) {
    switch (finding.problem) {
        case ScriptTargetProblem::ModuleClass:
            offer_target(reporter.report(finding.span, "`torch.jit.script` takes an instance of the module `{}`, not the class", finding.name)
                             .help("make an instance first: `torch.jit.script({}(...))`", finding.name),
                         finding, reporter);
            return;
        case ScriptTargetProblem::BoundMethod:
            offer_target(reporter.report(finding.span, "`torch.jit.script` of the method `{}` makes its `self` a Tensor", finding.name)
                             .help("script the module, and mark the method with `@torch.jit.export`"),
                         finding, reporter);
            return;
        case ScriptTargetProblem::DecoratedMethod:
            check_decorated(finding, reporter);
            return;
        case ScriptTargetProblem::MixedContainer:
            reporter.report(finding.span, "`torch.jit.script` of a list or dict wants items of one type")
                .help("make the items one type, or a list for each");
            return;
        case ScriptTargetProblem::ModuleContainer:
            reporter.report(finding.span, "`torch.jit.script` does not take a list or dict of modules")
                .help("script each, or a module that holds them");
            return;
        case ScriptTargetProblem::NotScriptable:
            if (finding.name.empty())
                reporter.report(finding.span, "`torch.jit.script` takes modules, functions and classes, not a plain value");
            else
                offer_target(reporter.report(finding.span, "`{}` is a builtin function, which `torch.jit.script` does not take", finding.name)
                                 .help("compiled code can call it as it is"),
                             finding, reporter);
            return;
    }
}

}  // namespace

void register_script_target(Checks& checks) { checks.on<analysis::ScriptTarget>(check_script_target); }

}  // namespace jitlint::rules
