#include <string>
#include <vector>

#include "rules/annotations/places.h"
#include "rules/check.h"
#include "rules/support/rewrite.h"

namespace jitlint::rules {
namespace {

std::string_view advice(std::string_view form) {
    if (form == "typing.Literal") return "annotate the type of its values: `str` or `int`";
    if (form == "typing.Annotated") return "write its first argument alone";
    if (form == "typing.NoReturn" || form == "typing.Never") return "leave the result without annotation";
    if (form == "typing.Type") return "classes are no values: pass a flag or an `Enum`";
    return "write a concrete type";
}

/// The type that all values of a `Literal` have.
std::string_view type_of_values(const syntax::Expr& values) {
    using syntax::ConstantKind;
    auto type_of = [](const syntax::Expr& value) -> std::string_view {
        const auto* constant = syntax::as<syntax::Constant>(&value);
        if (!constant) return {};
        if (constant->constant == ConstantKind::Str) return "str";
        if (constant->constant == ConstantKind::Int) return "int";
        return constant->constant == ConstantKind::True || constant->constant == ConstantKind::False ? "bool" : "";
    };
    const auto* several = syntax::as<syntax::Tuple>(&values);
    if (!several) return type_of(values);
    if (several->elts.empty()) return {};
    const std::string_view first = type_of(*several->elts.front());
    for (const syntax::Expr* value : several->elts)
        if (type_of(*value) != first) return {};
    return first;
}

void offer_edit(const analysis::UnresolvedAnnotation& finding, const Reporter& reporter, JudgementBuilder& judgement) {
    const syntax::Expr* written = expression_at(finding.span, reporter);
    if (!written || has_comment(finding.span, reporter)) return;
    if (finding.text == "typing.NoReturn" || finding.text == "typing.Never") {
        const syntax::FunctionDef* function = reporter.function().node;
        if (finding.use != analysis::AnnotationUse::Return || !function || function->returns != written) return;
        const std::string_view source = reporter.text();
        const std::size_t bracket = source.rfind(')', written->span.begin);
        if (bracket == std::string_view::npos || bracket < function->header.begin) return;
        const text::Span arrow{static_cast<std::uint32_t>(bracket) + 1, written->span.end};
        if (reporter.text({arrow.begin, written->span.begin}).find_first_not_of(" ->") != std::string_view::npos) return;
        judgement.fix(Applicability::Safe, "leave the annotation out", {{arrow, ""}});
        return;
    }
    const auto* generic = syntax::as<syntax::Subscript>(written);
    if (!generic) {
        const std::vector<const syntax::Node*> around = nodes_around(*written, reporter);
        generic = around.empty() ? nullptr : syntax::as<syntax::Subscript>(around.back());
        if (!generic || generic->value != written) return;
    }
    if (finding.text == "typing.Literal") {
        const std::string type(type_of_values(*generic->slice));
        if (type.empty()) return;
        judgement.help("annotate the type of its values: `{}`", type);
        judgement.fix(Applicability::Safe, fmt::format("write `{}`", type), {{generic->span, type}});
    } else if (finding.text == "typing.Annotated") {
        const auto* arguments = syntax::as<syntax::Tuple>(generic->slice);
        if (!arguments || arguments->elts.empty()) return;
        const std::string type(reporter.text(arguments->elts.front()->span));
        judgement.fix(Applicability::Safe, fmt::format("write `{}`", type), {{generic->span, type}});
    }
}

void check_typing_form_annotation(const analysis::UnresolvedAnnotation& finding, Reporter& reporter) {
    if (finding.problem != analysis::AnnotationProblem::TypingForm || !in_signature_or_body(finding)) return;
    auto judgement = reporter.report(finding.span, "`{}` is no type in TorchScript", finding.code);
    judgement.help("{}", advice(finding.text));
    if (judgement) offer_edit(finding, reporter, judgement);
}

}  // namespace

void register_typing_form_annotation(Checks& checks) { checks.on<analysis::UnresolvedAnnotation>(check_typing_form_annotation); }

}  // namespace jitlint::rules
