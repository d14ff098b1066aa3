#include "rules/support/argument_rewrites.h"

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "rules/support/rewrite.h"
#include "rules/support/typing_names.h"
#include "text/among.h"

namespace jitlint::rules {

using namespace syntax;
using analysis::OperatorMismatch;
using Kind = torchscript::TypeKind;
using torchscript::TypeRef;

namespace {

bool offer(JudgementBuilder& judgement, Applicability applicability, std::string title, std::vector<text::TextEdit> edits) {
    judgement.help("{}", title);
    judgement.fix(applicability, std::move(title), std::move(edits));
    return true;
}

bool replace(JudgementBuilder& judgement, Applicability applicability, const Node& node, std::string text) {
    std::string title = text.find('\n') == std::string::npos ? fmt::format("write `{}`", text) : "write it in another form";
    return offer(judgement, applicability, std::move(title), {{node.span, std::move(text)}});
}

bool is_number(TypeRef type) { return type->is(Kind::Int) || type->is(Kind::Float); }

// ---- operators

bool other_comparison(const Compare& node, JudgementBuilder& judgement, const Reporter& reporter) {
    if (node.ops.size() != 1) return false;
    const auto* right = as<Constant>(node.comparators[0]);
    if (!right || right->constant != ConstantKind::None) return false;
    const bool equal = node.ops[0] == CompareOperator::Eq;
    if (!equal && node.ops[0] != CompareOperator::NotEq) return false;
    const text::Span between{node.left->span.end, right->span.begin};
    const std::string_view sign = reporter.text(between);
    const std::size_t at = sign.find(equal ? "==" : "!=");
    if (at == std::string_view::npos || sign.find('#') != std::string_view::npos) return false;
    const std::uint32_t begin = between.begin + static_cast<std::uint32_t>(at);
    std::string text = equal ? "is" : "is not";
    if (at == 0) text = " " + text;
    if (at + 2 == sign.size()) text += " ";
    return offer(judgement, Applicability::Safe, fmt::format("write `{} {} None`", reporter.text(node.left->span), equal ? "is" : "is not"),
                 {{{begin, begin + 2}, text}});
}

bool other_sum(const OperatorMismatch& finding, const BinOp& node, JudgementBuilder& judgement, const Reporter& reporter) {
    if (finding.types.size() != 2) return false;
    const TypeRef left = finding.types[0];
    const TypeRef right = finding.types[1];
    if (node.op == Operator::Add) {
        const auto* first = as<List>(node.left);
        const auto* second = as<List>(node.right);
        if (first && first->elts.empty()) return offer_conversion(judgement, node.left, left, right, reporter);
        if (second && second->elts.empty()) return offer_conversion(judgement, node.right, right, left, reporter);
        if (left->is(Kind::Str) && is_number(right)) return offer_conversion(judgement, node.right, right, left, reporter);
        if (right->is(Kind::Str) && is_number(left)) return offer_conversion(judgement, node.left, left, right, reporter);
    }
    if (left->is(Kind::Future) && left->arg()->is(Kind::Tensor)) return offer_conversion(judgement, node.left, left, left->arg(), reporter);
    if (right->is(Kind::Future) && right->arg()->is(Kind::Tensor)) return offer_conversion(judgement, node.right, right, right->arg(), reporter);
    if (node.op == Operator::Mult && left->is(Kind::Str) && right->is(Kind::Int) && !name_is_taken("_", reporter))
        return replace(judgement, Applicability::Safe, node,
                       fmt::format("\"\".join([{} for _ in range({})])", reporter.text(node.left->span), reporter.text(node.right->span)));
    return false;
}

bool other_inversion(const OperatorMismatch& finding, const UnaryOp& node, JudgementBuilder& judgement, const Reporter& reporter) {
    if (node.op != UnaryOperator::Invert || finding.types.size() != 1) return false;
    const std::string operand = operand_text(*node.operand, reporter);
    if (finding.types[0]->is(Kind::Int))
        return replace(judgement, Applicability::Safe, node, in_place(node, fmt::format("-{} - 1", operand), reporter));
    // In Python `~True` is -2, which is true.
    if (finding.types[0]->is(Kind::Bool))
        return replace(judgement, Applicability::Unsafe, node, in_place(node, fmt::format("not {}", operand), reporter));
    return false;
}

// ---- functions

bool other_function(const OperatorMismatch& finding, const Call& node, std::string_view name, JudgementBuilder& judgement, const Reporter& reporter) {
    const std::vector<TypeRef>& types = finding.types;
    if (node.args.empty() || types.size() != node.args.size() + node.keywords.size() || is<Starred>(node.args[0])) return false;
    const Expr& first = *node.args[0];
    const std::string code(reporter.text(first.span));
    if (name == "sum" && types[0]->is(Kind::List) && node.keywords.empty()) {
        if (node.args.size() == 2)
            return replace(judgement, Applicability::Safe, node,
                           in_place(node, fmt::format("sum({}) + {}", code, operand_text(*node.args[1], reporter)), reporter));
        if (node.args.size() == 1 && types[0]->arg()->is(Kind::Tensor)) {
            TypingNames names(reporter.module());
            const std::string stack = names.torch("stack");
            // In Python the values of a dict are no list.
            const auto* view = as<Call>(&first);
            const std::string list = view && is<Attribute>(view->func) ? fmt::format("list({})", code) : code;
            return names.ok() && replace(judgement, Applicability::Unsafe, node, fmt::format("{}({}).sum(dim=0)", stack, list));
        }
        const auto* items = as<ListComp>(&first);
        if (node.args.size() == 1 && items && types[0]->arg()->is(Kind::Number))
            return offer(judgement, Applicability::Unsafe, fmt::format("write `float({})`", reporter.text(items->elt->span)),
                         wrapped(*items->elt, "float(", ")"));
    }
    if (name == "sorted" && node.args.size() == 1 && node.keywords.empty() && types[0]->is(Kind::Dict))
        return offer(judgement, Applicability::Safe, fmt::format("write `sorted({}.keys())`", atom_text(first, reporter)),
                     {{first.span, atom_text(first, reporter) + ".keys()"}});
    if (name == "round" && node.args.size() == 2 && node.keywords.empty() && is_number(types[0])) {
        const auto* digits = as<Constant>(node.args[1]);
        if (!digits || digits->constant != ConstantKind::Int || digits->int_value < 1 || digits->int_value > 9) return false;
        const std::string scale = "1" + std::string(static_cast<std::size_t>(digits->int_value), '0') + ".0";
        const std::string text = fmt::format("round({} * {}) / {}", operand_text(first, reporter), scale, scale);
        return replace(judgement, Applicability::Unsafe, node, in_place(node, text, reporter));
    }
    if ((name == "max" || name == "min") && node.args.size() > 1 && node.keywords.empty() && std::ranges::all_of(types, is_number)) {
        std::vector<text::TextEdit> edits;
        for (std::size_t i = 0; i < types.size(); ++i) {
            if (types[i]->is(Kind::Float)) continue;
            auto rewrite = conversion(*node.args[i], types[i], float_type(), reporter);
            if (!rewrite) return false;
            edits.insert(edits.end(), rewrite->edits.begin(), rewrite->edits.end());
        }
        return !edits.empty() && edits.size() < 2 * types.size() &&
               offer(judgement, Applicability::Unsafe, "make all of them floats", std::move(edits));
    }
    return false;
}

// ---- methods

/// `"{a} {b}".format(a=..., b=...)`: the fields by their places.
bool positional_format(const Call& node, const Attribute& function, JudgementBuilder& judgement, const Reporter& reporter) {
    const auto* text = as<Constant>(function.value);
    if (!text || text->constant != ConstantKind::Str || !node.args.empty() || has_comment(node.span, reporter)) return false;
    const std::string_view source = reporter.text(text->span);
    if (source != fmt::format("\"{}\"", text->text) && source != fmt::format("'{}'", text->text)) return false;
    std::string pattern, arguments;
    std::vector<std::string_view> seen;
    for (std::size_t at = 0; at < source.size();) {
        if (source[at] == '}') return false;
        if (source[at] != '{') {
            pattern += source[at++];
            continue;
        }
        const std::size_t end = source.find('}', at);
        if (end == std::string_view::npos) return false;
        const std::string_view field = source.substr(at + 1, end - at - 1);
        const auto given = std::ranges::find_if(node.keywords, [&](const Keyword& keyword) { return keyword.name.name == field; });
        if (field.empty() || given == node.keywords.end()) return false;
        if (text::among(field, seen) && !is_plain_path(given->value)) return false;
        seen.push_back(field);
        pattern += "{}";
        arguments += (arguments.empty() ? "" : ", ") + std::string(reporter.text(given->value->span));
        at = end + 1;
    }
    for (const Keyword& keyword : node.keywords)
        if (!text::among(keyword.name.name, seen)) return false;
    return replace(judgement, Applicability::Safe, node, fmt::format("{}.format({})", pattern, arguments));
}

bool other_method(const OperatorMismatch& finding, const Call& node, const Attribute& function, JudgementBuilder& judgement,
                  const Reporter& reporter) {
    const std::string_view name = function.attr.name;
    const TypeRef receiver = finding.receiver_type;
    if (!receiver) return false;
    const std::string value = operand_text(*function.value, reporter);
    const bool alone = node.args.size() == 1 && node.keywords.empty() && !is<Starred>(node.args[0]) && !finding.types.empty();
    if (receiver->is(Kind::Str)) {
        if (name == "format") return positional_format(node, function, judgement, reporter);
        const auto* choices = alone ? as<Tuple>(node.args[0]) : nullptr;
        if ((name == "startswith" || name == "endswith") && choices && !choices->elts.empty() && is_plain_path(function.value)) {
            std::string text;
            for (const Expr* choice : choices->elts)
                text += fmt::format("{}{}.{}({})", text.empty() ? "" : " or ", value, name, reporter.text(choice->span));
            return replace(judgement, Applicability::Safe, node, in_place(node, text, reporter));
        }
        if (name == "join" && alone && finding.types[0]->is(Kind::List) && is_number(finding.types[0]->arg()) && !name_is_taken("item", reporter))
            return offer(judgement, Applicability::Unsafe, "make strings of the items",
                         {{node.args[0]->span, fmt::format("[str(item) for item in {}]", atom_text(*node.args[0], reporter))}});
        return false;
    }
    if (receiver->is(Kind::Dict) && name == "update" && node.args.empty() && !node.keywords.empty()) {
        std::string text = "{";
        for (const Keyword& keyword : node.keywords) {
            if (keyword.name.name.empty()) return false;
            text += fmt::format("{}\"{}\": {}", text.size() > 1 ? ", " : "", keyword.name.name, reporter.text(keyword.value->span));
        }
        return replace(judgement, Applicability::Safe, node, fmt::format("{}.update({}}})", value, text));
    }
    if (receiver->is(Kind::List) && name == "index" && node.args.size() == 2 && node.keywords.empty() && is_plain_path(function.value) &&
        (is<Constant>(node.args[1]) || is<Name>(node.args[1]))) {
        const std::string_view start = reporter.text(node.args[1]->span);
        return replace(judgement, Applicability::Unsafe, node,
                       in_place(node, fmt::format("{0} + {1}[{0}:].index({2})", start, value, reporter.text(node.args[0]->span)), reporter));
    }
    if (!receiver->is(Kind::Tensor)) return false;
    const auto* number = alone ? as<Constant>(node.args[0]) : nullptr;
    if (name == "cuda" && number && number->constant == ConstantKind::Int)
        return replace(judgement, Applicability::Safe, node, fmt::format("{}.to(\"cuda:{}\")", value, number->text));
    if (name == "nonzero" && node.args.empty() && node.keywords.size() == 1 && node.keywords[0].name.name == "as_tuple" &&
        reporter.text(node.keywords[0].value->span) == "True") {
        TypingNames names(reporter.module());
        const std::string where = names.torch("where");
        return names.ok() && replace(judgement, Applicability::Safe, node, fmt::format("{}({})", where, reporter.text(function.value->span)));
    }
    if (name == "norm" && node.args.empty() && !node.keywords.empty() && !node.argument("p")) {
        const std::uint32_t at = node.keywords.front().span.begin;
        return offer(judgement, Applicability::Safe, "write the `2` that Python takes for granted", {{{at, at}, "2, "}});
    }
    return false;
}

/// NumPy's names for keywords, and `requires_grad` of what makes a tensor.
bool other_keywords(const Call& node, JudgementBuilder& judgement, const Reporter& reporter) {
    std::vector<text::TextEdit> edits;
    for (const Keyword& keyword : node.keywords) {
        if (keyword.name.name == "axis") edits.push_back({keyword.name.span, "dim"});
        if (keyword.name.name == "keepdims") edits.push_back({keyword.name.span, "keepdim"});
    }
    if (!edits.empty()) return offer(judgement, Applicability::Safe, "use torch's name for it", std::move(edits));
    for (const Keyword& keyword : node.keywords) {
        if (keyword.name.name != "requires_grad" || reporter.text(keyword.value->span) != "True") continue;
        return offer(judgement, Applicability::Safe, "call `requires_grad_()` on the result",
                     {without_keyword(node, keyword, reporter), {{node.span.end, node.span.end}, ".requires_grad_()"}});
    }
    return false;
}

bool tensor_of_list(const OperatorMismatch& finding, std::size_t index, JudgementBuilder& judgement, const Reporter& reporter) {
    const Expr* value = index < finding.arguments.size() ? finding.arguments[index] : nullptr;
    TypingNames names(reporter.module());
    const std::string tensor = names.torch("tensor");
    if (!value || !names.ok() || is<Starred>(value)) return false;
    return offer(judgement, Applicability::Unsafe, fmt::format("write `{}({})`", tensor, reporter.text(value->span)),
                 wrapped(*value, tensor + "(", ")"));
}

}  // namespace

bool offer_other_form(const OperatorMismatch& finding, const Reporter& reporter, JudgementBuilder& judgement) {
    if (!judgement || !finding.node || has_comment(finding.node->span, reporter)) return false;
    if (const auto* compare = as<Compare>(finding.node)) return other_comparison(*compare, judgement, reporter);
    if (const auto* binary = as<BinOp>(finding.node)) return other_sum(finding, *binary, judgement, reporter);
    if (const auto* unary = as<UnaryOp>(finding.node)) return other_inversion(finding, *unary, judgement, reporter);
    const auto* call = as<Call>(finding.node);
    if (!call) {
        // `x[0] = [1.0, 2.0]`
        const bool stored = is<Subscript>(finding.node) && !finding.types.empty() && finding.types.back()->is(Kind::List);
        return stored && finding.receiver_type && finding.receiver_type->is(Kind::Tensor) &&
               tensor_of_list(finding, finding.types.size() - 1, judgement, reporter);
    }
    if (other_keywords(*call, judgement, reporter)) return true;
    if (const auto* name = as<Name>(call->func); name && other_function(finding, *call, name->id, judgement, reporter)) return true;
    const auto* method = as<Attribute>(call->func);
    if (method && other_method(finding, *call, *method, judgement, reporter)) return true;
    // A list of numbers for the tensor of a function: `torch.mean(values)`.
    const bool numbers = finding.types.size() == 1 && finding.types[0]->is(Kind::List) && is_number(finding.types[0]->arg());
    return method && !finding.receiver_type && numbers && finding.shown.starts_with("torch.") && tensor_of_list(finding, 0, judgement, reporter);
}

bool offer_argument_conversion(const OperatorMismatch& finding, const Reporter& reporter, JudgementBuilder& judgement) {
    // The None beside it is what is wrong.
    if (finding.types.size() > 1 && std::ranges::any_of(finding.types, [](TypeRef type) { return type && type->is(Kind::None); })) return false;
    for (const torchscript::Mismatch& mismatch : finding.match.mismatches) {
        if (mismatch.kind != torchscript::Mismatch::Kind::WrongType || mismatch.argument >= finding.arguments.size()) continue;
        const Expr* argument = finding.arguments[mismatch.argument];
        if (!argument || !mismatch.expected || !mismatch.actual) continue;
        const bool only = finding.match.mismatches.size() == 1;
        TypeRef expected = mismatch.expected->is(Kind::Optional) ? mismatch.expected->arg() : mismatch.expected;
        // Among several overloads, only what is close to the type that is wanted.
        const bool close = mismatch.actual->is(Kind::Int) && (expected->is(Kind::Float) || expected->is(Kind::Bool));
        const bool fits = mismatch.schema && mismatch.schema->parameters.size() >= finding.types.size();
        if (!only && (!close || !fits)) continue;
        if (offer_conversion(judgement, argument, mismatch.actual, mismatch.expected, reporter)) return true;
    }
    return false;
}

}  // namespace jitlint::rules
