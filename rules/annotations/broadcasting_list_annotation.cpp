#include <string>

#include "rules/annotations/places.h"
#include "rules/check.h"
#include "rules/support/rewrite.h"
#include "rules/support/typing_names.h"

namespace jitlint::rules {
namespace {

void check_broadcasting_list_annotation(const analysis::UnresolvedAnnotation& finding, Reporter& reporter) {
    if (finding.problem != analysis::AnnotationProblem::BroadcastingList || !in_signature_or_body(finding)) return;
    auto judgement = reporter.report(finding.span, "`{}` cannot stand here: a broadcasting list is a parameter of `int` or `float`", finding.code);
    judgement.help("write `List[int]`");
    const syntax::Expr* written = judgement ? expression_at(finding.span, reporter) : nullptr;
    const auto* generic = syntax::as<syntax::Subscript>(written);
    if (!generic || syntax::is<syntax::Tuple>(generic->slice)) return;
    TypingNames names(reporter.module());
    const std::string type = fmt::format("{}[{}]", names.member("List"), reporter.text(generic->slice->span));
    if (!names.ok()) return;
    judgement.help("write `{}`", type);
    judgement.fix(Applicability::Safe, fmt::format("write `{}`", type), names.with_imports({{generic->span, type}}));
}

}  // namespace

void register_broadcasting_list_annotation(Checks& checks) { checks.on<analysis::UnresolvedAnnotation>(check_broadcasting_list_annotation); }

}  // namespace jitlint::rules
