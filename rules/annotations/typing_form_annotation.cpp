#include "rules/annotations/places.h"
#include "rules/check.h"

namespace jitlint::rules {
namespace {

std::string_view advice(std::string_view form) {
    if (form == "typing.Literal") return "annotate the type of its values: `str` or `int`";
    if (form == "typing.Annotated") return "write its first argument alone";
    if (form == "typing.NoReturn" || form == "typing.Never") return "leave the result without annotation";
    if (form == "typing.Type") return "classes are no values: pass a flag or an `Enum`";
    return "write a concrete type";
}

void check(const analysis::UnresolvedAnnotation& finding, Reporter& reporter) {
    if (finding.problem != analysis::AnnotationProblem::TypingForm || !in_signature_or_body(finding)) return;
    reporter.report(finding.span, "`{}` is no type in TorchScript", finding.code).help("{}", advice(finding.text));
}

}  // namespace

void register_typing_form_annotation(Checks& checks) { checks.on<analysis::UnresolvedAnnotation>(check); }

}  // namespace jitlint::rules
