#include <algorithm>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "rules/check.h"
#include "rules/support/rewrite.h"

namespace jitlint::rules {
namespace {

using namespace syntax;

/// `x.dim() == 2 and x is not None` asks too late.
bool offer_order(const analysis::OptionalUse& finding, const std::vector<const Node*>& around, const Reporter& reporter,
                 JudgementBuilder& judgement) {
    for (const Node* node : around) {
        const auto* both = as<BoolOp>(node);
        if (!both || both->op != BoolOperator::And || has_comment(both->span, reporter)) continue;
        for (std::size_t i = 1; i < both->values.size(); ++i) {
            const auto* test = as<Compare>(both->values[i]);
            const bool asks = test && test->ops.size() == 1 && test->ops[0] == CompareOperator::IsNot && is<Constant>(test->comparators[0]) &&
                              reporter.text(test->left->span) == reporter.text(finding.value->span);
            if (!asks || !both->values[0]->span.contains(finding.value->span)) continue;
            judgement.help("ask for `None` first: `{} and ...`", reporter.text(test->span));
            judgement.fix(Applicability::Unsafe, "ask for `None` first",
                          {{both->values[0]->span, std::string(reporter.text(test->span))}, {test->span, operand_text(*both->values[0], reporter)}});
            return true;
        }
    }
    return false;
}

/// Whether Python, too, would refuse None in this place.
bool needs_value(const analysis::OptionalUse& finding) {
    return !finding.member.empty() || is<BinOp>(finding.use) || is<Subscript>(finding.use) || is<AugAssign>(finding.use);
}

bool is_parameter(std::string_view name, const Reporter& reporter) {
    const auto& parameters = reporter.function().node->parameters;
    return std::ranges::any_of(parameters, [&](const Parameter& parameter) { return parameter.name.name == name; });
}

/// Where the check has gone by without the compiler, or Python would fail as well, an assertion says it.
void offer_assertion(const analysis::OptionalUse& finding, const Reporter& reporter, JudgementBuilder& judgement) {
    const std::string_view name = reporter.text(finding.value->span);
    judgement.help("check `{} is not None` first", name);
    if (!judgement) return;
    const std::vector<const Node*> around = nodes_around(*finding.value, reporter);
    if (offer_order(finding, around, reporter, judgement)) return;
    // A parameter may well be None: an assertion would only say later what is wrong.
    if (!finding.checked_before && (!needs_value(finding) || is_parameter(name, reporter))) return;
    const Node* statement = nullptr;
    for (const Node* node : around)
        if (!is_expression(node->kind)) statement = node;
    if (!statement) return;
    for (const Node* node : around)
        if (is<IfExp>(node) || is<BoolOp>(node) || is<ListComp>(node) || is<DictComp>(node)) return;
    // Where it is None for certain.
    for (const Node* node : around) {
        const auto* outer = as<If>(node);
        const auto* test = outer ? as<Compare>(outer->test) : nullptr;
        const bool none = test && test->ops.size() == 1 && test->ops[0] == CompareOperator::Is && reporter.text(test->left->span) == name;
        if (none && !outer->body.empty() && statement->span.begin >= outer->body.front()->span.begin &&
            statement->span.end <= outer->body.back()->span.end)
            return;
    }
    const auto* branch = as<If>(statement);
    const bool simple =
        is<Return>(statement) || is<Assign>(statement) || is<AugAssign>(statement) || is<ExprStmt>(statement) || (branch && !branch->is_elif);
    const std::optional<std::string> indent = indentation_of(statement->span.begin, reporter);
    if (!simple || !indent) return;
    const std::uint32_t at = statement->span.begin;
    if (finding.checked_before) judgement.help("write `assert {} is not None` before, or check it here", name);
    judgement.fix(Applicability::Unsafe, "assert that it is not `None`",
                  {{{at, at}, fmt::format("assert {} is not None{}{}", name, reporter.module().file().source().newline(), *indent)}});
}

void collect_same(const Node& node, std::string_view code, const Reporter& reporter, std::vector<text::Span>& found) {
    if (is_expression(node.kind) && reporter.text(node.span) == code) {
        found.push_back(node.span);
        return;
    }
    for_each_child(node, [&](const Node& child) { collect_same(child, code, reporter, found); });
}

/// An element or a result that the `if` around asks for gets a name.
void offer_name(const analysis::OptionalUse& finding, const Reporter& reporter, JudgementBuilder& judgement) {
    judgement.help("give it a name, and check that for `is not None` first");
    const auto* element = as<Subscript>(finding.value);
    const bool named =
        (element && is_plain_path(element->value) && (is<Constant>(element->slice) || is<Name>(element->slice))) || is<Call>(finding.value);
    const std::string_view code = reporter.text(finding.value->span);
    if (!judgement || !named || name_is_taken("value", reporter) || code.find('\n') != std::string_view::npos) return;
    for (const Node* node : nodes_around(*finding.value, reporter)) {
        const auto* branch = as<If>(node);
        const auto* test = branch && !branch->is_elif ? as<Compare>(branch->test) : nullptr;
        const std::optional<std::string> indent = test ? indentation_of(branch->span.begin, reporter) : std::nullopt;
        if (!indent || test->ops.size() != 1 || test->ops[0] != CompareOperator::IsNot || reporter.text(test->left->span) != code) continue;
        std::vector<text::Span> uses{test->left->span};
        for (const Stmt* statement : branch->body) {
            if (reporter.text(statement->span).starts_with(code)) return;  // it is changed
            collect_same(*statement, code, reporter, uses);
        }
        std::vector<text::TextEdit> edits{
            {{branch->span.begin, branch->span.begin}, fmt::format("value = {}{}{}", code, reporter.module().file().source().newline(), *indent)}};
        for (text::Span use : uses) edits.push_back({use, "value"});
        judgement.fix(Applicability::Unsafe, "give it a name", std::move(edits));
        return;
    }
}

void check_optional_unchecked_use(const analysis::OptionalUse& finding, Reporter& reporter) {
    if (finding.is_module_attribute && finding.checked_before) return;
    const std::string_view code = reporter.text(finding.value->span);
    auto judgement = reporter.report(finding.value->span, "`{}` may be `None` here: it is an `{}`", code, torchscript::to_string(finding.type));
    if (!finding.member.empty()) judgement.label(finding.use->span, "`{}` is read here", finding.member);
    if (finding.is_module_attribute)
        judgement.help("copy it to a local name and check that: `value = {}`, `if value is not None:`", code);
    else if (syntax::is<syntax::Name>(finding.value))
        offer_assertion(finding, reporter, judgement);
    else
        offer_name(finding, reporter, judgement);
}

}  // namespace

void register_optional_unchecked_use(Checks& checks) { checks.on<analysis::OptionalUse>(check_optional_unchecked_use); }

}  // namespace jitlint::rules
