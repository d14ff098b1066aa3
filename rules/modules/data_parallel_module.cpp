#include "rules/modules/describe.h"
#include "rules/support/rewrite.h"

namespace jitlint::rules {

namespace {

/// The argument of `torch.jit.script` that is made at a place, or the name of what is.
const syntax::Expr* scripted_at(text::Span span, const syntax::Node& node, const Reporter& reporter) {
    const syntax::Expr* found = nullptr;
    const auto* call = syntax::as<syntax::Call>(&node);
    if (call && call->args.size() == 1 && reporter.text(call->func->span).ends_with("jit.script")) {
        const auto* name = syntax::as<syntax::Name>(call->args[0]);
        const auto bindings = name ? reporter.module().scope().module().bindings(name->id) : std::span<const analysis::Binding>();
        const bool named = bindings.size() == 1 && bindings[0].value && bindings[0].value->span == span;
        if (named || call->args[0]->span == span) found = call->args[0];
    }
    syntax::for_each_child(node, [&](const syntax::Node& child) {
        if (!found) found = scripted_at(span, child, reporter);
    });
    return found;
}

void offer_inner(const analysis::ModuleRefused& finding, const Reporter& reporter, JudgementBuilder& judgement) {
    for (const syntax::Stmt* statement : reporter.module().tree().body) {
        const syntax::Expr* scripted = scripted_at(finding.span, *statement, reporter);
        if (!scripted || !is_atom(*scripted)) continue;
        const std::uint32_t at = scripted->span.end;
        judgement.fix(Applicability::Unsafe, "script the module inside", {{{at, at}, ".module"}});
        return;
    }
}

void check_data_parallel_module(const analysis::ModuleRefused& finding, Reporter& reporter) {
    if (finding.why != analysis::ModuleRefused::Why::Variadic) return;
    auto judgement = reporter.report(finding.span, "`{}` cannot be scripted: its `forward` is variadic", finding.name);
    judgement.help("script the module inside: `.module`");
    if (judgement) offer_inner(finding, reporter, judgement);
}

}  // namespace

void register_data_parallel_module(Checks& checks) { checks.on<analysis::ModuleRefused>(check_data_parallel_module); }

}  // namespace jitlint::rules
