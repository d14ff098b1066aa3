#include <algorithm>

#include "rules/check.h"
#include "rules/support/compiled_body.h"
#include "rules/support/rewrite.h"

namespace jitlint::rules {
namespace {

using namespace syntax;

bool is_simple(const Expr* node) { return is_plain_path(node) || is<Constant>(node); }

/// Whether `child` is what `parent` evaluates first, but for names and literals, and in any case.
bool comes_first(const Node& parent, const Node& child, std::string_view name) {
    auto free = [&](const Expr* other) {
        const auto* named = as<Name>(other);
        return is_simple(other) && !(named && named->id == name);
    };
    if (const auto* compare = as<Compare>(&parent)) return compare->left == &child || (compare->comparators.front() == &child && free(compare->left));
    if (const auto* binary = as<BinOp>(&parent)) return binary->left == &child || free(binary->left);
    if (const auto* logical = as<BoolOp>(&parent)) return logical->values.front() == &child;
    if (const auto* attribute = as<Attribute>(&parent)) return attribute->value == &child;
    if (const auto* call = as<Call>(&parent)) {
        if (call->func == &child) return true;
        if (!free(call->func)) return false;
        for (const Expr* argument : call->args) {
            if (argument == &child) return true;
            if (!free(argument)) return false;
        }
        return false;
    }
    return is<UnaryOp>(&parent);
}

/// The assignment goes before the statement, where that always evaluates it, and first.
void offer_statement(const NamedExpr& node, const Reporter& reporter, JudgementBuilder& judgement) {
    const auto* target = as<Name>(node.target);
    const std::vector<const Node*> around = nodes_around(node, reporter);
    if (!target || around.empty() || has_comment(node.span, reporter)) return;
    const Node* child = &node;
    const Node* statement = nullptr;
    for (auto parent = around.rbegin(); parent != around.rend() && !statement; ++parent) {
        if (!is_expression((*parent)->kind)) {
            statement = *parent;
        } else {
            if (!comes_first(**parent, *child, target->id)) return;
            child = *parent;
        }
    }
    if (!statement) return;
    const auto* branch = as<If>(statement);
    const bool first = branch ? branch->test == child && !branch->is_elif
                              : is<Return>(statement) || is<Assign>(statement) || is<AnnAssign>(statement) || is<ExprStmt>(statement);
    const std::optional<std::string> indent = indentation_of(statement->span.begin, reporter);
    if (!first || !indent) return;
    std::string value(reporter.text(node.value->span));
    if (value.find('\n') != std::string::npos) value = "(" + value + ")";
    // The parentheses around it go with it, unless they are a call's.
    const std::string_view source = reporter.text();
    text::Span place = node.span;
    const bool enclosed = place.begin > 1 && source[place.begin - 1] == '(' && place.end < source.size() && source[place.end] == ')';
    const char before = enclosed ? source[place.begin - 2] : 'x';
    if (enclosed && (before == ' ' || before == '(' || before == '[' || before == ',' || before == '-' || before == '~'))
        place = {place.begin - 1, place.end + 1};
    const std::uint32_t at = statement->span.begin;
    judgement.fix(Applicability::Safe, "write it as a statement before",
                  {{{at, at}, fmt::format("{} = {}{}{}", target->id, value, reporter.module().file().source().newline(), *indent)},
                   {place, std::string(target->id)}});
}

void check_walrus(const NamedExpr& node, Reporter& reporter) {
    if (!in_compiled_body(node, reporter)) return;
    auto judgement = reporter.report(node.span, "`:=` is not supported in TorchScript");
    judgement.help("write `{} = {}` as a statement before", reporter.text(node.target->span), reporter.text(node.value->span));
    if (judgement) offer_statement(node, reporter, judgement);
}

}  // namespace

void register_walrus(Checks& checks) { checks.on<syntax::NamedExpr>(check_walrus); }

}  // namespace jitlint::rules
