#include <string>
#include <vector>

#include "rules/annotations/places.h"
#include "rules/check.h"
#include "rules/support/rewrite.h"
#include "rules/support/typing_names.h"

namespace jitlint::rules {
namespace {

std::string_view instead_of(std::string_view name) {
    const bool mapping =
        name.ends_with("Mapping") || name.ends_with("Dict") || name.ends_with("dict") || name.ends_with("Counter") || name.ends_with("ChainMap");
    const bool set = name.ends_with("Set") || name.ends_with("set");
    return mapping ? "Dict[K, V]" : set ? "Dict[T, bool]` or `List[T]" : "List[T]";
}

/// The name of the container, where its arguments fit the other one.
void offer_container(const analysis::UnresolvedAnnotation& finding, const Reporter& reporter, JudgementBuilder& judgement) {
    const std::string_view better = instead_of(finding.text);
    if (better != "List[T]" && better != "Dict[K, V]") return;
    const bool dict = better == "Dict[K, V]";
    const syntax::Expr* written = expression_at(finding.span, reporter);
    const auto* generic = written ? syntax::as<syntax::Subscript>(written) : nullptr;
    if (written && !generic) {
        const std::vector<const syntax::Node*> around = nodes_around(*written, reporter);
        generic = around.empty() ? nullptr : syntax::as<syntax::Subscript>(around.back());
        if (generic && generic->value != written) generic = nullptr;
    }
    if (!generic) return;
    const auto* several = syntax::as<syntax::Tuple>(generic->slice);
    if ((several ? several->elts.size() : 1) != (dict ? 2 : 1)) return;
    TypingNames names(reporter.module());
    const std::string name = names.member(dict ? "Dict" : "List");
    if (!names.ok()) return;
    judgement.help("write `{}[{}]`", name, reporter.text(generic->slice->span));
    judgement.fix(Applicability::Safe, fmt::format("write `{}`", name), names.with_imports({{generic->value->span, name}}));
}

void check_container_annotation(const analysis::UnresolvedAnnotation& finding, Reporter& reporter) {
    if (finding.problem != analysis::AnnotationProblem::AbstractContainer || !in_signature_or_body(finding)) return;
    auto judgement = reporter.report(finding.span, "`{}` is no container in TorchScript", finding.code);
    judgement.help("write `{}`", instead_of(finding.text));
    if (judgement) offer_container(finding, reporter, judgement);
}

}  // namespace

void register_container_annotation(Checks& checks) { checks.on<analysis::UnresolvedAnnotation>(check_container_annotation); }

}  // namespace jitlint::rules
