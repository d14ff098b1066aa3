#include "rules/support/rewrite.h"

#include <algorithm>
#include <utility>

#include "analysis/scope/scope.h"
#include "rules/support/typing_names.h"
#include "syntax/parse.h"
#include "text/among.h"

namespace jitlint::rules {

using namespace syntax;
using torchscript::TypeRef;
using Kind = torchscript::TypeKind;

namespace {

std::size_t count(const Node& node, std::string_view name) {
    const auto* named = as<Name>(&node);
    std::size_t found = named && named->id == name ? 1 : 0;
    for_each_child(node, [&](const Node& child) { found += count(child, name); });
    return found;
}

/// The node right below `parent` that contains a place, or null.
const Node* child_at(const Node& parent, text::Span span) {
    const Node* found = nullptr;
    for_each_child(parent, [&](const Node& child) {
        if (child.span.contains(span)) found = &child;
    });
    return found;
}

const Constant* number_literal(const Expr& value, ConstantKind kind) {
    const auto* negative = as<UnaryOp>(&value);
    const Expr* inner = negative && negative->op == UnaryOperator::USub ? negative->operand : &value;
    const auto* constant = as<Constant>(inner);
    return constant && constant->constant == kind ? constant : nullptr;
}

bool is_decimal(std::string_view text) { return !text.empty() && text.find_first_not_of("0123456789_") == std::string_view::npos; }

bool is_empty_display(const Expr& value) {
    if (const auto* list = as<List>(&value)) return list->elts.empty();
    const auto* dict = as<Dict>(&value);
    return dict && dict->keys.empty();
}

torchscript::Type number_type(Kind kind) {
    torchscript::Type type;
    type.kind = kind;
    return type;
}

ValueRewrite call_of(std::string function, const Expr& value, Applicability applicability, const Reporter& reporter) {
    std::string title = fmt::format("write `{}({})`", function, reporter.text(value.span));
    return {applicability, std::move(title), wrapped(value, function + "(", ")")};
}

/// `1` becomes `1.0`, another int `float(...)`.
std::optional<ValueRewrite> to_float(const Expr& value, Applicability applicability, const Reporter& reporter) {
    if (const Constant* literal = number_literal(value, ConstantKind::Int); literal && is_decimal(literal->text)) {
        const std::uint32_t end = literal->span.end;
        return ValueRewrite{Applicability::Safe, fmt::format("write `{}.0`", reporter.text(value.span)), {{{end, end}, ".0"}}};
    }
    return call_of("float", value, applicability, reporter);
}

std::optional<ValueRewrite> to_bool(const Expr& value, TypeRef from, const Reporter& reporter) {
    if (from->is(Kind::Tensor)) return call_of("bool", value, Applicability::Unsafe, reporter);
    const auto* literal = as<Constant>(&value);
    if (!from->is(Kind::Int)) return std::nullopt;
    if (!literal || literal->constant != ConstantKind::Int) return call_of("bool", value, Applicability::Safe, reporter);
    const std::string text = literal->int_value != 0 ? "True" : "False";
    return ValueRewrite{Applicability::Safe, fmt::format("write `{}`", text), {{value.span, text}}};
}

/// A display of numbers for a list, of any elements for a tuple: the other brackets.
std::optional<ValueRewrite> other_brackets(const Expr& value, TypeRef from, TypeRef to, const Reporter& reporter) {
    std::string text;
    if (const auto* tuple = as<Tuple>(&value); tuple && to->is(Kind::List) && from->is(Kind::Tuple)) {
        if (tuple->elts.empty() || std::ranges::any_of(from->args, [&](TypeRef element) { return element != to->arg(); })) return std::nullopt;
        text = reporter.text(value.span);
        if (tuple->parenthesized) text = text.substr(1, text.size() - 2);
        text = "[" + text + "]";
    } else if (const auto* list = as<List>(&value); list && to->is(Kind::Tuple) && from->is(Kind::List)) {
        if (list->elts.size() != to->args.size() || std::ranges::any_of(to->args, [&](TypeRef element) { return element != from->arg(); }))
            return std::nullopt;
        text = reporter.text(value.span);
        text = text.substr(1, text.size() - 2);
        if (list->elts.size() == 1 && text.find(',') == std::string::npos) text += ",";
        text = "(" + text + ")";
    } else {
        return std::nullopt;
    }
    std::string title = text.find('\n') == std::string::npos ? fmt::format("write `{}`", text) : "write the other brackets";
    return ValueRewrite{Applicability::Safe, std::move(title), {{value.span, std::move(text)}}};
}

/// A tuple display whose elements are converted one by one.
std::optional<ValueRewrite> converted_elements(const Expr& value, TypeRef from, TypeRef to, const Reporter& reporter) {
    const auto* tuple = as<Tuple>(&value);
    if (!tuple || !from->is(Kind::Tuple) || from->args.size() != to->args.size() || tuple->elts.size() != to->args.size()) return std::nullopt;
    ValueRewrite rewrite{Applicability::Safe, "convert the elements", {}};
    for (std::size_t i = 0; i < to->args.size(); ++i) {
        const TypeRef wanted = to->arg(i);
        if (from->arg(i) == wanted || (wanted->is(Kind::Optional) && (from->arg(i)->is(Kind::None) || from->arg(i) == wanted->arg()))) continue;
        auto one = conversion(*tuple->elts[i], from->arg(i), wanted, reporter);
        if (!one) return std::nullopt;
        if (one->applicability == Applicability::Unsafe) rewrite.applicability = Applicability::Unsafe;
        rewrite.title = one->title;
        rewrite.edits.insert(rewrite.edits.end(), one->edits.begin(), one->edits.end());
    }
    if (rewrite.edits.empty()) return std::nullopt;
    return rewrite;
}

/// A list or tuple display of ints where floats are wanted.
std::optional<ValueRewrite> float_elements(const Expr& value, TypeRef from, TypeRef to, const Reporter& reporter) {
    const auto* list = as<List>(&value);
    if (!list || !from->is(Kind::List) || !to->is(Kind::List) || !from->arg()->is(Kind::Int) || !to->arg()->is(Kind::Float)) return std::nullopt;
    ValueRewrite rewrite{Applicability::Safe, "write the elements as floats", {}};
    for (const Expr* element : list->elts) {
        auto one = is<Starred>(element) ? std::nullopt : to_float(*element, Applicability::Safe, reporter);
        if (!one) return std::nullopt;
        rewrite.edits.insert(rewrite.edits.end(), one->edits.begin(), one->edits.end());
    }
    return rewrite;
}

/// Whether the expression, a number in compiled code, is one in Python, too: what is accumulated or computed may be a tensor there.
bool is_python_number(const Expr& value, const Reporter& reporter) {
    if (is<Constant>(&value)) return true;
    if (const auto* unary = as<UnaryOp>(&value)) return is_python_number(*unary->operand, reporter);
    if (const auto* both = as<BinOp>(&value)) return is_python_number(*both->left, reporter) && is_python_number(*both->right, reporter);
    if (const auto* item = as<Subscript>(&value)) {
        const auto* sizes = as<Attribute>(item->value);
        return (sizes && sizes->attr.name == "shape") || is_python_number(*item->value, reporter);
    }
    if (const auto* call = as<Call>(&value)) {
        const auto* function = as<Name>(call->func);
        const auto* method = as<Attribute>(call->func);
        return function ? text::among(function->id, {"len", "int", "float", "bool", "ord", "round"})
                        : method && text::among(method->attr.name, {"size", "item", "dim", "numel", "count", "index"});
    }
    const auto* name = as<Name>(&value);
    const analysis::Scope* scope = name && reporter.function().node ? reporter.module().scope().scope_of(*reporter.function().node) : nullptr;
    const auto bindings = scope ? scope->bindings(name->id) : std::span<const analysis::Binding>{};
    return bindings.size() == 1 && bindings[0].kind == analysis::BindingKind::Parameter;
}

/// Whether the parent takes `child` as a condition, and nothing of its value goes elsewhere.
bool only_tests(const std::vector<const Node*>& around, const Node& node) {
    const Node* child = &node;
    for (auto parent = around.rbegin(); parent != around.rend(); ++parent) {
        if (const auto* branch = as<If>(*parent)) return branch->test == child;
        if (const auto* loop = as<While>(*parent)) return loop->test == child;
        if (const auto* either = as<IfExp>(*parent); either && either->test == child) return true;
        if (const auto* assertion = as<Assert>(*parent)) return assertion->test == child;
        const auto* negation = as<UnaryOp>(*parent);
        if (negation && negation->op == UnaryOperator::Not) return true;
        if (!is<BoolOp>(*parent)) return false;
        child = *parent;
    }
    return false;
}

}  // namespace

bool has_comment(text::Span span, const Reporter& reporter) {
    return std::ranges::any_of(reporter.module().tree().comments, [&](const Comment& comment) { return span.contains(comment.span); });
}

std::vector<const Node*> nodes_around(const Node& node, const Reporter& reporter) {
    std::vector<const Node*> around;
    const FunctionDef* function = reporter.function().node;
    const Node* current = function;
    while (current && current != &node) {
        if (current != function) around.push_back(current);
        const Node* next = nullptr;
        for_each_child(*current, [&](const Node& child) {
            if (child.span.contains(node.span) && (!next || &child == &node)) next = &child;
        });
        current = next;
    }
    if (!current) around.clear();
    return around;
}

std::vector<const Node*> nodes_at(text::Span span, const Reporter& reporter) {
    std::vector<const Node*> found;
    const Node* current = nullptr;
    for (const Stmt* statement : reporter.module().tree().body)
        if (statement->span.contains(span)) current = statement;
    for (; current; current = child_at(*current, span)) found.push_back(current);
    return found;
}

const Expr* expression_at(text::Span span, const Reporter& reporter) {
    const Node* current = reporter.function().node;
    while (current && !(current->span == span && is_expression(current->kind))) current = child_at(*current, span);
    return static_cast<const Expr*>(current);
}

std::optional<std::string> indentation_of(std::uint32_t at, const Reporter& reporter) {
    const std::string_view source = reporter.text();
    std::uint32_t begin = at;
    while (begin > 0 && (source[begin - 1] == ' ' || source[begin - 1] == '\t')) --begin;
    if (begin > 0 && source[begin - 1] != '\n' && source[begin - 1] != '\r') return std::nullopt;
    return std::string(source.substr(begin, at - begin));
}

std::optional<text::Span> whole_line(const Node& statement, const Reporter& reporter) {
    const std::string_view source = reporter.text();
    const std::optional<std::string> indent = indentation_of(statement.span.begin, reporter);
    if (!indent || reporter.text(statement.span).find('\n') != std::string_view::npos) return std::nullopt;
    std::uint32_t end = statement.span.end;
    while (end < source.size() && (source[end] == ' ' || source[end] == '\t')) ++end;
    if (end < source.size() && source[end] == '\r') ++end;
    if (end < source.size() && source[end] != '\n') return std::nullopt;
    if (end < source.size()) ++end;
    return text::Span{statement.span.begin - static_cast<std::uint32_t>(indent->size()), end};
}

std::optional<text::TextEdit> first_in_block(Body body, std::string_view line, const Reporter& reporter) {
    if (body.empty()) return std::nullopt;
    const auto* expression = as<ExprStmt>(body.front());
    const auto* constant = expression ? as<Constant>(expression->value) : nullptr;
    const bool docstring = constant && constant->constant == ConstantKind::Str;
    const std::string newline(reporter.module().file().source().newline());
    if (docstring && body.size() == 1) {
        const std::optional<std::string> indent = indentation_of(body.front()->span.begin, reporter);
        const std::uint32_t end = body.front()->span.end;
        const std::string_view source = reporter.text();
        if (!indent || (end < source.size() && source[end] != '\n' && source[end] != '\r')) return std::nullopt;
        return text::TextEdit{{end, end}, fmt::format("{}{}{}", newline, *indent, line)};
    }
    const Stmt* next = body[docstring ? 1 : 0];
    std::uint32_t begin = next->span.begin;
    if (const auto* function = as<FunctionDef>(next); function && !function->decorators.empty()) begin = function->decorators.front()->span.begin - 1;
    if (const auto* cls = as<ClassDef>(next); cls && !cls->decorators.empty()) begin = cls->decorators.front()->span.begin - 1;
    const std::optional<std::string> indent = indentation_of(begin, reporter);
    if (!indent) return std::nullopt;
    return text::TextEdit{{begin, begin}, fmt::format("{}{}{}", line, newline, *indent)};
}

bool is_alone_in_block(const Stmt& statement, const Reporter& reporter) {
    const std::vector<const Node*> around = nodes_around(statement, reporter);
    auto alone = [&](Body body) { return body.size() == 1 && body.front() == &statement; };
    if (around.empty()) return !reporter.function().node || alone(reporter.function().node->body);
    const Node* parent = around.back();
    if (const auto* branch = as<If>(parent)) return alone(branch->body) || alone(branch->orelse);
    if (const auto* loop = as<For>(parent)) return alone(loop->body) || alone(loop->orelse);
    if (const auto* loop = as<While>(parent)) return alone(loop->body) || alone(loop->orelse);
    if (const auto* with = as<With>(parent)) return alone(with->body);
    return true;
}

bool is_atom(const Expr& node) {
    switch (node.kind) {
        case NodeKind::Name:
        case NodeKind::Attribute:
        case NodeKind::Subscript:
        case NodeKind::Call:
        case NodeKind::List:
        case NodeKind::Dict:
        case NodeKind::ListComp:
        case NodeKind::DictComp:
            return true;
        case NodeKind::Constant: {
            const ConstantKind kind = static_cast<const Constant&>(node).constant;
            return kind == ConstantKind::True || kind == ConstantKind::False || kind == ConstantKind::None;
        }
        case NodeKind::Tuple:
            return static_cast<const Tuple&>(node).parenthesized;
        default:
            return false;
    }
}

bool is_plain_path(const Expr* node) {
    while (const auto* attribute = as<Attribute>(node)) node = attribute->value;
    return is<Name>(node);
}

std::string atom_text(const Expr& node, const Reporter& reporter) {
    std::string text(reporter.text(node.span));
    return is_atom(node) ? text : "(" + text + ")";
}

std::string operand_text(const Expr& node, const Reporter& reporter) {
    const auto* constant = as<Constant>(&node);
    const bool single = constant && reporter.text(node.span).find('\n') == std::string_view::npos;
    return single ? std::string(reporter.text(node.span)) : atom_text(node, reporter);
}

bool stands_freely(const Node& node, const Reporter& reporter) {
    const std::string_view source = reporter.text();
    const std::vector<const Node*> around = nodes_around(node, reporter);
    if (around.empty()) return false;
    const Node* parent = around.back();
    switch (parent->kind) {
        case NodeKind::Assign:
        case NodeKind::AnnAssign:
        case NodeKind::AugAssign:
        case NodeKind::Return:
        case NodeKind::ExprStmt:
        case NodeKind::If:
        case NodeKind::While:
        case NodeKind::Assert:
        case NodeKind::List:
        case NodeKind::Tuple:
        case NodeKind::Dict:
            break;
        case NodeKind::Call:
            if (static_cast<const Call*>(parent)->func == &node) return false;
            break;
        case NodeKind::Subscript:
            if (static_cast<const Subscript*>(parent)->value == &node) return false;
            break;
        default:
            // In parentheses of its own.
            return node.span.begin > 0 && node.span.end < source.size() && source[node.span.begin - 1] == '(' && source[node.span.end] == ')';
    }
    return true;
}

std::string in_place(const Node& node, std::string text, const Reporter& reporter) { return stands_freely(node, reporter) ? text : "(" + text + ")"; }

std::vector<text::TextEdit> wrapped(const Expr& node, std::string before, std::string after) {
    return {{{node.span.begin, node.span.begin}, std::move(before)}, {{node.span.end, node.span.end}, std::move(after)}};
}

text::TextEdit with_argument(const Call& call, std::string argument, const Reporter& reporter) {
    const std::string_view source = reporter.text();
    std::uint32_t last = call.func->span.end;
    for (const Expr* given : call.args) last = std::max(last, given->span.end);
    for (const Keyword& keyword : call.keywords) last = std::max(last, keyword.span.end);
    const bool first = call.args.empty() && call.keywords.empty();
    // Parentheses around the last argument.
    std::uint32_t at = call.span.end - 1;
    while (at > last && (source[at - 1] == ' ' || source[at - 1] == '\n' || source[at - 1] == '\r' || source[at - 1] == '\t')) --at;
    const bool comma = !first && source[at - 1] == ',';
    return {{at, at}, (first ? "" : comma ? " " : ", ") + std::move(argument)};
}

text::TextEdit without_keyword(const Call& call, const Keyword& keyword, const Reporter& reporter) {
    std::uint32_t before = 0;
    for (const Expr* given : call.args)
        if (given->span.end <= keyword.span.begin) before = std::max(before, given->span.end);
    for (const Keyword& other : call.keywords)
        if (other.span.end <= keyword.span.begin) before = std::max(before, other.span.end);
    const std::string_view source = reporter.text();
    if (before) {
        std::uint32_t begin = keyword.span.begin;
        while (begin > before && source[begin - 1] != ',') --begin;
        if (begin > before) --begin;
        return {{begin, keyword.span.end}, ""};
    }
    std::uint32_t end = keyword.span.end;
    while (end < call.span.end - 1 && (source[end] == ' ' || source[end] == ',')) ++end;
    return {{keyword.span.begin, end}, ""};
}

bool name_is_taken(std::string_view name, const Reporter& reporter) {
    if (!reporter.module().scope().module().bindings(name).empty()) return true;
    const FunctionDef* function = reporter.function().node;
    if (!function) return false;
    for (const Parameter& parameter : function->parameters)
        if (parameter.name.name == name) return true;
    return count(*function, name) > 0;
}

bool is_changed_class(const ClassDef& cls, const Reporter& reporter) {
    auto is_named = [&](const Expr* node) {
        const auto* name = as<Name>(node);
        return name && name->id == cls.name.name;
    };
    std::vector<const Node*> stack(reporter.module().tree().body.begin(), reporter.module().tree().body.end());
    while (!stack.empty()) {
        const Node* node = stack.back();
        stack.pop_back();
        if (const auto* derived = as<ClassDef>(node); derived && std::ranges::any_of(derived->bases, is_named)) return true;
        if (const auto* assigned = as<Assign>(node))
            for (const Expr* target : assigned->targets)
                if (const auto* attribute = as<Attribute>(target); attribute && is_named(attribute->value)) return true;
        if (!is_expression(node->kind)) for_each_child(*node, [&](const Node& child) { stack.push_back(&child); });
    }
    return false;
}

std::size_t count_uses(std::string_view name, const Reporter& reporter) {
    const FunctionDef* function = reporter.function().node;
    std::size_t found = 0;
    if (function)
        for (const Stmt* statement : function->body) found += count(*statement, name);
    return found;
}

bool offer_none_test(const Expr& condition, const Reporter& reporter, JudgementBuilder& judgement) {
    const std::vector<const Node*> around = nodes_around(condition, reporter);
    if (!judgement || around.empty() || has_comment(condition.span, reporter)) return false;
    const std::string value = atom_text(condition, reporter);
    const auto* negation = as<UnaryOp>(around.back());
    if (negation && negation->op == UnaryOperator::Not) {
        // `not (x)` keeps its parentheses.
        if (reporter.text({negation->span.begin, condition.span.begin}) != "not ") return false;
        judgement.fix(Applicability::Unsafe, "ask for `None`", {{negation->span, value + " is None"}});
        return true;
    }
    if (!only_tests(around, condition)) return false;
    judgement.fix(Applicability::Unsafe, "ask for `None`", {{condition.span, value + " is not None"}});
    return true;
}

std::optional<ValueRewrite> conversion(const Expr& value, TypeRef from, TypeRef to, const Reporter& reporter) {
    if (!from || !to || from->has_unknown || to->has_unknown || is<Starred>(&value) || is<GeneratorExp>(&value)) return std::nullopt;
    if (has_comment(value.span, reporter)) return std::nullopt;
    if (to->is(Kind::Optional)) to = to->arg();
    if (is_empty_display(value) && (to->is(Kind::List) || to->is(Kind::Dict)) && from->kind == to->kind) {
        TypingNames names(reporter.module());
        const std::string annotate = names.torch("jit.annotate");
        const std::string type = names.write(to);
        if (!names.ok()) return std::nullopt;
        return ValueRewrite{Applicability::Safe, fmt::format("write `{}({}, {})`", annotate, type, reporter.text(value.span)),
                            names.with_imports(wrapped(value, fmt::format("{}({}, ", annotate, type), ")"))};
    }
    if (from->is(Kind::Future) && from->arg() == to) {
        TypingNames names(reporter.module());
        const std::string wait = names.torch("jit.wait");
        if (!names.ok()) return std::nullopt;
        return call_of(wait, value, Applicability::Safe, reporter);
    }
    switch (to->kind) {
        case Kind::Float:
            if (from->is(Kind::Int)) return to_float(value, Applicability::Safe, reporter);
            if (from->is(Kind::Tensor) || from->is(Kind::Number)) return call_of("float", value, Applicability::Unsafe, reporter);
            return std::nullopt;
        case Kind::Int:
            if (from->is(Kind::Float) || from->is(Kind::Tensor) || from->is(Kind::Number))
                return call_of("int", value, Applicability::Unsafe, reporter);
            return std::nullopt;
        case Kind::Bool:
            return to_bool(value, from, reporter);
        case Kind::Str:
            if (from->is(Kind::Int) || from->is(Kind::Float)) return call_of("str", value, Applicability::Unsafe, reporter);
            return std::nullopt;
        case Kind::Tensor: {
            if (!from->is(Kind::Int) && !from->is(Kind::Float) && !from->is(Kind::Bool)) return std::nullopt;
            if (!is_python_number(value, reporter)) return std::nullopt;
            TypingNames names(reporter.module());
            const std::string tensor = names.torch("tensor");
            if (!names.ok()) return std::nullopt;
            return call_of(tensor, value, Applicability::Unsafe, reporter);
        }
        case Kind::List:
            if (from == to->arg() && (from->is(Kind::Int) || from->is(Kind::Float))) {
                std::string title = fmt::format("write `[{}]`", reporter.text(value.span));
                return ValueRewrite{Applicability::Safe, std::move(title), wrapped(value, "[", "]")};
            }
            if (auto elements = float_elements(value, from, to, reporter)) return elements;
            return other_brackets(value, from, to, reporter);
        case Kind::Tuple:
            if (auto elements = converted_elements(value, from, to, reporter)) return elements;
            return other_brackets(value, from, to, reporter);
        default:
            return std::nullopt;
    }
}

TypeRef int_type() {
    static const torchscript::Type type = number_type(Kind::Int);
    return &type;
}

TypeRef float_type() {
    static const torchscript::Type type = number_type(Kind::Float);
    return &type;
}

bool offer_conversion(JudgementBuilder& judgement, const Expr* value, TypeRef from, TypeRef to, const Reporter& reporter, Applicability at_best) {
    if (!judgement || !value) return false;
    std::optional<ValueRewrite> rewrite = conversion(*value, from, to, reporter);
    if (!rewrite) return false;
    judgement.help("{}", rewrite->title);
    const Applicability applicability = at_best == Applicability::Unsafe ? at_best : rewrite->applicability;
    judgement.fix(applicability, rewrite->title, std::move(rewrite->edits));
    return true;
}

}  // namespace jitlint::rules
