#include <string>

#include "rules/annotations/places.h"
#include "rules/check.h"
#include "rules/support/rewrite.h"
#include "rules/support/typing_names.h"

namespace jitlint::rules {
namespace {

void check_variable_length_tuple(const analysis::UnresolvedAnnotation& finding, Reporter& reporter) {
    if (finding.problem != analysis::AnnotationProblem::EllipsisTuple || !in_signature_or_body(finding)) return;
    auto judgement = reporter.report(finding.span, "`{}` has no fixed length: TorchScript has no such tuple", finding.code);
    judgement.help("write a `List`, or the type of each element");
    const auto* generic = judgement ? syntax::as<syntax::Subscript>(expression_at(finding.span, reporter)) : nullptr;
    const auto* arguments = generic ? syntax::as<syntax::Tuple>(generic->slice) : nullptr;
    if (!arguments || arguments->elts.size() != 2) return;
    TypingNames names(reporter.module());
    const std::string type = fmt::format("{}[{}]", names.member("List"), reporter.text(arguments->elts[0]->span));
    if (!names.ok()) return;
    judgement.help("write `{}`, or the type of each element", type);
    // What is given must be lists then.
    judgement.fix(Applicability::Unsafe, fmt::format("write `{}`", type), names.with_imports({{generic->span, type}}));
}

}  // namespace

void register_variable_length_tuple(Checks& checks) { checks.on<analysis::UnresolvedAnnotation>(check_variable_length_tuple); }

}  // namespace jitlint::rules
