#include "rules/annotations/places.h"
#include "rules/check.h"
#include "rules/support/rewrite.h"

namespace jitlint::rules {
namespace {

void check_final_annotation(const analysis::UnresolvedAnnotation& finding, Reporter& reporter) {
    if (finding.problem != analysis::AnnotationProblem::Final || !in_signature_or_body(finding)) return;
    auto judgement = reporter.report(finding.span, "`Final` is known in class bodies only");
    judgement.help("write the type alone");
    const syntax::Expr* written = judgement ? expression_at(finding.span, reporter) : nullptr;
    if (!written) return;
    if (const auto* generic = syntax::as<syntax::Subscript>(written)) {
        judgement.fix(Applicability::Safe, "write the type alone", {{generic->span, std::string(reporter.text(generic->slice->span))}});
        return;
    }
    const std::vector<const syntax::Node*> around = nodes_around(*written, reporter);
    const auto* statement = around.empty() ? nullptr : syntax::as<syntax::AnnAssign>(around.back());
    const auto* generic = around.empty() ? nullptr : syntax::as<syntax::Subscript>(around.back());
    if (generic && generic->value == written)
        judgement.fix(Applicability::Safe, "write the type alone", {{generic->span, std::string(reporter.text(generic->slice->span))}});
    else if (statement && statement->value)
        judgement.fix(Applicability::Safe, "leave the annotation out", {{{statement->target->span.end, written->span.end}, ""}});
}

}  // namespace

void register_final_annotation(Checks& checks) { checks.on<analysis::UnresolvedAnnotation>(check_final_annotation); }

}  // namespace jitlint::rules
