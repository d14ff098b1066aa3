#include "rules/check.h"

namespace jitlint::rules {
namespace {

using analysis::TypeCommentProblem;

void check_signature_comment(const analysis::TypeComment& finding, Reporter& reporter) {
    switch (finding.problem) {
        case TypeCommentProblem::Arity:
            reporter
                .report({reporter.function().node->name.span.begin, finding.comment.end}, "the comment gives {} type{}, but `{}` has {} parameter{}",
                        finding.types, finding.types == 1 ? "" : "s", reporter.function().node->name.name, finding.parameters,
                        finding.parameters == 1 ? "" : "s")
                .help("give one type for each parameter, without `self`");
            return;
        case TypeCommentProblem::OnParameter:
            reporter.report(finding.comment, "a type beside a parameter needs a line `# type: (...) -> R` below the `def`").help("write annotations");
            return;
        case TypeCommentProblem::TextBehind:
            reporter.report(finding.comment, "a comment behind the type of a parameter is read as a part of it").help("write annotations");
            return;
        case TypeCommentProblem::NoParameterTypes:
            reporter.report(finding.comment, "`(...)` stands for types beside the parameters, and there are none").help("write annotations");
            return;
        case TypeCommentProblem::OnStatement:
        case TypeCommentProblem::Prose:
        case TypeCommentProblem::InText:
        case TypeCommentProblem::Ignore:
        case TypeCommentProblem::Misspelt:
            return;
    }
}

}  // namespace

void register_signature_comment(Checks& checks) { checks.on<analysis::TypeComment>(check_signature_comment); }

}  // namespace jitlint::rules
