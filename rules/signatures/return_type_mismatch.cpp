#include <string>

#include "rules/check.h"
#include "rules/support/rewrite.h"
#include "rules/support/typing_names.h"

namespace jitlint::rules {
namespace {

using Kind = torchscript::TypeKind;

const syntax::Return* return_at(text::Span span, const syntax::Node& node) {
    if (const auto* found = syntax::as<syntax::Return>(&node); found && found->span == span) return found;
    const syntax::Return* inside = nullptr;
    syntax::for_each_child(node, [&](const syntax::Node& child) {
        if (child.span.contains(span) && !inside) inside = return_at(span, child);
    });
    return inside;
}

/// A plain tuple where a NamedTuple is annotated: its constructor.
void offer_construction(const analysis::ReturnTypesDiffer& finding, const syntax::Return& returned, const Reporter& reporter,
                        JudgementBuilder& judgement) {
    const auto* tuple = syntax::as<syntax::Tuple>(returned.value);
    const syntax::Expr* annotation = reporter.function().node ? reporter.function().node->returns : nullptr;
    const torchscript::TypeRef wanted = finding.declared_or_first;
    if (!tuple || !wanted->is(Kind::NamedTuple) || !is_plain_path(annotation) || wanted->args.size() != tuple->elts.size()) return;
    for (std::size_t i = 0; i < tuple->elts.size(); ++i)
        if (!finding.returned->is(Kind::Tuple) || finding.returned->arg(i) != wanted->arg(i)) return;
    const std::string name(reporter.text(annotation->span));
    std::vector<text::TextEdit> edits = wrapped(*tuple, tuple->parenthesized ? name : name + "(", tuple->parenthesized ? "" : ")");
    judgement.help("write `{}(...)`", name);
    judgement.fix(Applicability::Safe, fmt::format("make a `{}`", name), std::move(edits));
}

void offer_edit(const analysis::ReturnTypesDiffer& finding, const syntax::Return& returned, const Reporter& reporter, JudgementBuilder& judgement) {
    using namespace syntax;
    const auto* list = as<List>(returned.value);
    if (finding.declared) {
        if (!finding.returned->is(Kind::None)) {
            if (!offer_conversion(judgement, returned.value, finding.returned, finding.declared_or_first, reporter))
                offer_construction(finding, returned, reporter, judgement);
            return;
        }
        // `return None` where another type is annotated.
        const Expr* annotation = reporter.function().node ? reporter.function().node->returns : nullptr;
        TypingNames names(reporter.module());
        const std::string optional = names.member("Optional");
        if (!annotation || is<Constant>(annotation) || annotation->span != finding.other_span || !names.ok()) return;
        judgement.help("annotate the result: `{}[{}]`", optional, reporter.text(annotation->span));
        judgement.fix(Applicability::Unsafe, "annotate the result as `Optional`", names.with_imports(wrapped(*annotation, optional + "[", "]")));
        return;
    }
    // An empty list is a list of tensors, unless it is said otherwise.
    const Return* other = reporter.function().node ? return_at(finding.other_span, *reporter.function().node) : nullptr;
    const auto* first = other ? as<List>(other->value) : nullptr;
    if (list && list->elts.empty())
        offer_conversion(judgement, list, finding.returned, finding.declared_or_first, reporter);
    else if (first && first->elts.empty())
        offer_conversion(judgement, first, finding.declared_or_first, finding.returned, reporter);
    else if (finding.returned->is(Kind::Int) && finding.declared_or_first->is(Kind::Float))
        offer_conversion(judgement, returned.value, finding.returned, finding.declared_or_first, reporter, Applicability::Unsafe);
    else if (other && other->value && finding.returned->is(Kind::Float) && finding.declared_or_first->is(Kind::Int))
        offer_conversion(judgement, other->value, finding.declared_or_first, finding.returned, reporter, Applicability::Unsafe);
}

void check_return_type_mismatch(const analysis::ReturnTypesDiffer& finding, Reporter& reporter) {
    const std::string wanted = torchscript::to_string(finding.declared_or_first);
    const std::string given = torchscript::to_string(finding.returned);
    if (const auto* function = syntax::as<syntax::FunctionDef>(finding.node)) {
        auto judgement = finding.declared
                             ? reporter.report(function->name.span, "`{}` is to return a `{}`, but its end can be reached without a `return`",
                                               function->name.name, wanted)
                             : reporter.report(function->name.span, "`{}` returns a `{}`, but its end can be reached without a `return`",
                                               function->name.name, wanted);
        if (finding.other_span.size() > 0) judgement.label(finding.other_span, "a `{}`", wanted);
        judgement.help("return or raise at the end as well, or annotate the result as `Optional[{}]` and return `None`", wanted);
        return;
    }
    const auto* returned = syntax::as<syntax::Return>(finding.node);
    const text::Span at = returned && returned->value ? returned->value->span : finding.node->span;
    auto judgement = finding.declared ? reporter.report(at, "a `{}` is returned, but `{}` is annotated", given, wanted)
                                      : reporter.report(at, "a `{}` is returned here, but a `{}` elsewhere", given, wanted);
    if (finding.other_span.size() > 0) judgement.label(finding.other_span, "{}", finding.declared ? "the annotation" : "the other `return`");
    if (finding.declared && finding.declared_or_first->is(Kind::None))
        judgement.help("leave the value or the annotation out");
    else if (finding.returned->is(Kind::Any))
        judgement.help("assert its type first: `assert isinstance(value, {})`", wanted);
    else if (finding.declared)
        judgement.help("return a `{}`, or annotate the result as `{}`", wanted, given);
    else
        judgement.help("return the same type everywhere, or annotate the result");
    if (judgement && returned && returned->value) offer_edit(finding, *returned, reporter, judgement);
}

}  // namespace

void register_return_type_mismatch(Checks& checks) { checks.otherwise<analysis::ReturnTypesDiffer>(check_return_type_mismatch); }

}  // namespace jitlint::rules
