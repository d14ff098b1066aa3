#pragma once

#include <optional>
#include <string>

#include "rules/modules/describe.h"

/// Reading and rewriting calls that make tensors.
namespace jitlint::rules {

/// What the arguments of `torch.Tensor(...)` and its kin mean.
enum class ConstructorUse : std::uint8_t { Unclear, Data, Sizes, Empty };

namespace detail {

/// Numbers of one kind, or lists of such numbers: the kind; nullopt otherwise.
inline std::optional<syntax::ConstantKind> number_kind(const syntax::Expr& node) {
    using namespace syntax;
    if (const auto* sign = as<UnaryOp>(&node); sign && sign->op == UnaryOperator::USub) return number_kind(*sign->operand);
    if (const auto* constant = as<Constant>(&node)) {
        const bool number = constant->constant == ConstantKind::Int || constant->constant == ConstantKind::Float;
        return number ? std::optional(constant->constant) : std::nullopt;
    }
    const auto* list = as<List>(&node);
    if (!list || list->elts.empty()) return std::nullopt;
    std::optional<ConstantKind> kind = number_kind(*list->elts.front());
    for (const Expr* element : list->elts)
        if (is<List>(element) != is<List>(list->elts.front()) || number_kind(*element) != kind) return std::nullopt;
    return kind;
}

/// `4`, `len(y)`, `x.size(0)`, `x.shape[0]`.
inline bool is_count(const syntax::Expr& node) {
    using namespace syntax;
    if (const auto* constant = as<Constant>(&node)) return constant->constant == ConstantKind::Int;
    if (const auto* call = as<Call>(&node)) {
        const auto* name = as<Name>(call->func);
        const auto* method = as<syntax::Attribute>(call->func);
        return (name && name->id == "len") || (method && method->attr.name == "size" && call->args.size() == 1);
    }
    const auto* item = as<Subscript>(&node);
    const auto* shape = item ? as<syntax::Attribute>(item->value) : nullptr;
    return shape && shape->attr.name == "shape" && !is<Slice>(item->slice);
}

}  // namespace detail

inline ConstructorUse constructor_use(const syntax::Call& call) {
    if (!call.keywords.empty()) return ConstructorUse::Unclear;
    if (call.args.empty()) return ConstructorUse::Empty;
    if (call.args.size() == 1) {
        if (syntax::is<syntax::List>(call.args[0])) return detail::number_kind(*call.args[0]) ? ConstructorUse::Data : ConstructorUse::Unclear;
        return detail::is_count(*call.args[0]) ? ConstructorUse::Sizes : ConstructorUse::Unclear;
    }
    for (const syntax::Expr* argument : call.args)
        if (syntax::is<syntax::Starred>(argument) || syntax::is<syntax::List>(argument) || syntax::is<syntax::Tuple>(argument))
            return ConstructorUse::Unclear;
    return ConstructorUse::Sizes;
}

/// How the function can write the module `torch`: as the call itself does (`torch.Tensor`), or as imported.
/// Empty: it cannot.
inline std::string torch_name(const syntax::Call& call, const Reporter& reporter) {
    const syntax::Expr* base = call.func;
    while (const auto* read = syntax::as<syntax::Attribute>(base)) base = read->value;
    const auto* name = syntax::as<syntax::Name>(base);
    if (name && base != call.func && imports(reporter, name->id)) return std::string(name->id);
    return imports(reporter, "torch") ? "torch" : "";
}

/// Puts `text` behind the last argument; nullopt where parentheses or comments stand there.
inline std::optional<text::TextEdit> append_argument(const syntax::Call& call, std::string text, const Reporter& reporter) {
    std::uint32_t end = 0;
    for (const syntax::Expr* argument : call.args) end = std::max(end, argument->span.end);
    for (const syntax::Keyword& keyword : call.keywords) end = std::max(end, keyword.span.end);
    if (end == 0 || call.span.end <= end) return std::nullopt;
    const std::string_view rest = reporter.text(text::Span{end, call.span.end});
    const bool plain = rest.find_first_not_of(" \t\r\n,") == rest.size() - 1 && rest.back() == ')';
    if (!plain) return std::nullopt;
    return text::TextEdit{{end, end}, ", " + std::move(text)};
}

/// The rewrite of a constructor call to `torch.tensor` or `torch.empty` with `options` (`dtype=torch.int64`;
/// may be empty).
inline void offer_constructor(const syntax::Call& call, ConstructorUse use, const std::string& options, const std::string& torch,
                              const Reporter& reporter, JudgementBuilder& report) {
    if (!report || torch.empty() || use == ConstructorUse::Unclear) return;
    if (use == ConstructorUse::Empty) {
        report.fix(Applicability::Safe, fmt::format("use `{}.empty`", torch),
                   {{call.span, fmt::format("{}.empty(0{}{})", torch, options.empty() ? "" : ", ", options)}});
        return;
    }
    const std::string name = torch + (use == ConstructorUse::Data ? ".tensor" : ".empty");
    std::vector<text::TextEdit> edits = {{call.func->span, name}};
    if (!options.empty()) {
        auto option = append_argument(call, options, reporter);
        if (!option) return;
        edits.push_back(std::move(*option));
    }
    report.fix(Applicability::Safe, fmt::format("use `{}`", name), std::move(edits));
}

/// A float, or lists of floats.
inline bool holds_floats(analysis::TypeRef type) {
    while (type->is(torchscript::TypeKind::List)) type = type->arg();
    return type->is(torchscript::TypeKind::Float);
}

}  // namespace jitlint::rules
