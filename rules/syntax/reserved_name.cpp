#include "analysis/scope/scope.h"
#include "rules/check.h"
#include "rules/support/compiled_body.h"
#include "rules/support/rewrite.h"

namespace jitlint::rules {
namespace {

void collect(const syntax::Node& node, std::string_view name, std::vector<text::Span>& uses) {
    if (const auto* named = syntax::as<syntax::Name>(&node); named && named->id == name) uses.push_back(node.span);
    syntax::for_each_child(node, [&](const syntax::Node& child) { collect(child, name, uses); });
}

/// A local variable gets the name without its underscores.
void offer_rename(const syntax::Name& node, const Reporter& reporter, JudgementBuilder& judgement) {
    const analysis::FunctionContext& function = reporter.function();
    const std::string_view plain = node.id.substr(2);
    if (!function.scope || function.scope->bindings(node.id).empty() || name_is_taken(plain, reporter)) return;
    std::vector<text::Span> uses;
    for (const syntax::Parameter& parameter : function.node->parameters)
        if (parameter.name.name == node.id) return;
    for (const syntax::Stmt* statement : function.node->body) collect(*statement, node.id, uses);
    std::vector<text::TextEdit> edits;
    for (text::Span use : uses) edits.push_back({use, std::string(plain)});
    judgement.fix(Applicability::Safe, fmt::format("call it `{}`", plain), std::move(edits));
}

void check_reserved_name(const syntax::Name& node, Reporter& reporter) {
    if (!node.id.starts_with("__jit") || !in_compiled_body(node, reporter)) return;
    auto judgement = reporter.report(node.span, "`{}` begins with `__jit`, which the compiler keeps for itself", node.id);
    judgement.help("give it another name");
    if (judgement) offer_rename(node, reporter, judgement);
}

}  // namespace

void register_reserved_name(Checks& checks) { checks.on<syntax::Name>(check_reserved_name); }

}  // namespace jitlint::rules
