#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "rules/check.h"
#include "rules/support/rewrite.h"

namespace jitlint::rules {
namespace {

using namespace syntax;

/// The reads of an attribute in the function, and whether it is changed there.
void collect(const Node& node, std::string_view code, const Reporter& reporter, std::vector<text::Span>& reads, bool& changed) {
    auto check_target = [&](const Expr* target) {
        const std::string_view written = reporter.text(target->span);
        const std::size_t at = written.find(code);
        if (at != std::string_view::npos && (is<Attribute>(target) || is<Tuple>(target) || is<List>(target))) changed = true;
    };
    if (const auto* assign = as<Assign>(&node))
        for (const Expr* target : assign->targets) check_target(target);
    if (const auto* assign = as<AnnAssign>(&node)) check_target(assign->target);
    if (const auto* assign = as<AugAssign>(&node)) check_target(assign->target);
    if (const auto* loop = as<For>(&node)) check_target(loop->target);
    if (is<Attribute>(&node) && reporter.text(node.span) == code) {
        reads.push_back(node.span);
        return;
    }
    for_each_child(node, [&](const Node& child) { collect(child, code, reporter, reads, changed); });
}

/// A local name for the attribute, before the first statement that reads it.
void offer_local(const analysis::OptionalUse& finding, std::string_view local, const Reporter& reporter, JudgementBuilder& judgement) {
    const FunctionDef* function = reporter.function().node;
    if (!function || !is_plain_path(finding.value) || name_is_taken(local, reporter)) return;
    const std::string_view code = reporter.text(finding.value->span);
    std::vector<text::Span> reads;
    bool changed = false;
    const Stmt* first = nullptr;
    for (const Stmt* statement : function->body) {
        collect(*statement, code, reporter, reads, changed);
        if (!reads.empty() && !first) first = statement;
    }
    const std::optional<std::string> indent = first ? indentation_of(first->span.begin, reporter) : std::nullopt;
    if (changed || !indent) return;
    std::vector<text::TextEdit> edits{
        {{first->span.begin, first->span.begin}, fmt::format("{} = {}{}{}", local, code, reporter.module().file().source().newline(), *indent)}};
    for (text::Span read : reads) edits.push_back({read, std::string(local)});
    // A method that is called in between may change the attribute.
    judgement.fix(Applicability::Unsafe, fmt::format("use a local `{}`", local), std::move(edits));
}

void check_optional_attribute_refinement(const analysis::OptionalUse& finding, Reporter& reporter) {
    if (!finding.is_module_attribute || !finding.checked_before) return;
    const std::string_view code = reporter.text(finding.value->span);
    const std::size_t dot = code.rfind('.');
    const std::string_view local = dot == std::string_view::npos ? "value" : code.substr(dot + 1);
    auto judgement = reporter.report(finding.value->span, "`{}` may still be `None` for the compiler: a check narrows local names only", code);
    judgement.help("write `{} = {}` before the check, and use `{}` in both", local, code, local);
    if (judgement && dot != std::string_view::npos) offer_local(finding, local, reporter, judgement);
}

}  // namespace

void register_optional_attribute_refinement(Checks& checks) { checks.on<analysis::OptionalUse>(check_optional_attribute_refinement); }

}  // namespace jitlint::rules
