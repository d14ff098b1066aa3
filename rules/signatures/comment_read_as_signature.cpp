#include "rules/check.h"

namespace jitlint::rules {
namespace {

using analysis::TypeCommentProblem;

void check(const analysis::TypeComment& finding, Reporter& reporter) {
    switch (finding.problem) {
        case TypeCommentProblem::Prose:
            reporter.report(finding.comment, "this comment is read as the signature of the function, and is none").help("word it without `# type:`");
            return;
        case TypeCommentProblem::InText:
            reporter.report(finding.comment, "`# type:` in a string is read as the signature of the function").help("word it without `# type:`");
            return;
        case TypeCommentProblem::Misspelt:
            if (finding.text.find("type:ignore") != std::string::npos) return;
            reporter.report(finding.comment, "this comment is taken for a misspelt `# type:`")
                .help("for a signature write `# type: (A, B) -> R`; else word it otherwise");
            return;
        case TypeCommentProblem::OnStatement:
            if (finding.statement) return;
            reporter.report(finding.comment, "a `# type:` comment behind code is read as the signature of the function")
                .help("a signature comment stands on a line of its own, below the `def`");
            return;
        case TypeCommentProblem::OnParameter:
        case TypeCommentProblem::Ignore:
        case TypeCommentProblem::TextBehind:
        case TypeCommentProblem::NoParameterTypes:
        case TypeCommentProblem::Arity:
            return;
    }
}

}  // namespace

void register_comment_read_as_signature(Checks& checks) { checks.on<analysis::TypeComment>(check); }

}  // namespace jitlint::rules
