#include <optional>
#include <vector>

#include "rules/support/compiled_body.h"
#include "rules/support/rewrite.h"

namespace jitlint::rules {
namespace {

using namespace syntax;

/// `if test: ... continue` as one of the statements of a loop's body, with what follows it there.
struct Guard {
    const If* branch = nullptr;
    Body rest;
};

/// Looks in a body behind whose last statement the next pass begins.
Guard find_guard(const Continue& node, Body body) {
    for (std::size_t i = 0; i < body.size(); ++i) {
        const auto* branch = as<If>(body[i]);
        if (!branch || !branch->span.contains(node.span)) continue;
        if (!branch->is_elif && branch->orelse.empty() && branch->body.back() == &node) return {branch, body.subspan(i + 1)};
        if (i + 1 < body.size()) return {};
        const Guard inner = find_guard(node, branch->body);
        return inner.branch ? inner : find_guard(node, branch->orelse);
    }
    return {};
}

Guard find_guard(const Continue& node, const Reporter& reporter) {
    std::vector<const Node*> stack(reporter.function().node->body.begin(), reporter.function().node->body.end());
    while (!stack.empty()) {
        const Node* one = stack.back();
        stack.pop_back();
        if (!one->span.contains(node.span)) continue;
        Guard found;
        if (const auto* loop = as<For>(one)) found = find_guard(node, loop->body);
        if (const auto* loop = as<While>(one)) found = find_guard(node, loop->body);
        if (found.branch) return found;
        for_each_child(*one, [&](const Node& child) { stack.push_back(&child); });
    }
    return {};
}

std::string_view inverse(CompareOperator op) {
    switch (op) {
        case CompareOperator::Eq:
            return "!=";
        case CompareOperator::NotEq:
            return "==";
        case CompareOperator::Is:
            return "is not";
        case CompareOperator::IsNot:
            return "is";
        case CompareOperator::In:
            return "not in";
        case CompareOperator::NotIn:
            return "in";
        default:
            return {};  // `<` has no inverse among floats that are not numbers
    }
}

std::string inverted(const Expr& test, const Reporter& reporter) {
    if (const auto* negation = as<UnaryOp>(&test); negation && negation->op == UnaryOperator::Not)
        return std::string(reporter.text(negation->operand->span));
    if (const auto* compared = as<Compare>(&test); compared && compared->ops.size() == 1)
        if (const std::string_view op = inverse(compared->ops[0]); !op.empty())
            return fmt::format("{} {} {}", reporter.text(compared->left->span), op, reporter.text(compared->comparators[0]->span));
    if (is<Name>(&test) || is<Call>(&test) || is<Attribute>(&test)) return fmt::format("not {}", reporter.text(test.span));
    return fmt::format("not ({})", reporter.text(test.span));
}

/// Puts what follows the guard under the inverted condition, or, where the guard does more than leave, into its `else`.
void offer_inversion(JudgementBuilder& judgement, const Continue& node, const Reporter& reporter) {
    const Guard guard = find_guard(node, reporter);
    if (!guard.branch) return;
    if (guard.rest.empty()) {
        // Nothing is skipped.
        judgement.fix(Applicability::Safe, "write `pass`", {{node.span, "pass"}});
        return;
    }
    const text::Span rest{node.span.end, guard.rest.back()->span.end};
    const std::string_view source = reporter.text(rest);
    // Text that goes over several lines must not be indented.
    for (std::string_view sign : {"\"\"\"", "'''", "\\\n"})
        if (source.find(sign) != std::string_view::npos) return;
    std::vector<text::TextEdit> edits;
    const Body body = guard.branch->body;
    if (body.size() == 1) {
        edits.push_back({{guard.branch->span.begin, node.span.end}, fmt::format("if {}:", inverted(*guard.branch->test, reporter))});
    } else {
        const text::Span between{body[body.size() - 2]->span.end, node.span.begin};
        const auto indent = indentation_of(guard.branch->span.begin, reporter);
        if (!indent || reporter.text(between).find_first_not_of(" \t\r\n") != std::string_view::npos) return;
        const std::string_view newline = reporter.text(between).find("\r\n") == std::string_view::npos ? "\n" : "\r\n";
        edits.push_back({{between.begin, node.span.end}, fmt::format("{}{}else:", newline, *indent)});
    }
    for (std::size_t i = 0; i + 1 < source.size(); ++i) {
        if (source[i] != '\n' || source[i + 1] == '\n' || source[i + 1] == '\r') continue;
        const auto at = rest.begin + static_cast<std::uint32_t>(i) + 1;
        edits.push_back({{at, at}, "    "});
    }
    judgement.fix(Applicability::Unsafe, body.size() == 1 ? "invert the condition" : "put the rest into an `else`", std::move(edits));
}

void check_continue(const Continue& node, Reporter& reporter) {
    if (!in_compiled_body(node, reporter)) return;
    auto judgement = reporter.report(node.span, "`continue` needs torch 1.2");
    judgement.help("put the rest of the loop's body under the inverted condition");
    if (judgement) offer_inversion(judgement, node, reporter);
}

void check_break(const Break& node, Reporter& reporter) {
    if (!in_compiled_body(node, reporter)) return;
    reporter.report(node.span, "`break` needs torch 1.2").help("make it a `while` whose condition holds a flag");
}

}  // namespace

void register_continue_statement(Checks& checks) {
    checks.on<syntax::Continue>(check_continue);
    checks.on<syntax::Break>(check_break);
}

}  // namespace jitlint::rules
