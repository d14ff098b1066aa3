#include "rules/check.h"

namespace jitlint::rules {
namespace {

using analysis::TypeCommentProblem;

/// The place of `type` and its colon in a comment.
text::Span type_word(const analysis::TypeComment& finding, const Reporter& reporter) {
    const std::string_view comment = reporter.text(finding.comment);
    const std::size_t begin = comment.find("type");
    const std::size_t colon = begin == std::string_view::npos ? begin : comment.find(':', begin);
    if (colon == std::string_view::npos || comment.substr(begin + 4, colon - begin - 4).find_first_not_of(' ') != std::string_view::npos) return {};
    return {finding.comment.begin + static_cast<std::uint32_t>(begin), finding.comment.begin + static_cast<std::uint32_t>(colon) + 1};
}

/// `# type: one of ...` becomes `# type is: one of ...`.
void offer_wording(JudgementBuilder judgement, const analysis::TypeComment& finding, const Reporter& reporter) {
    judgement.help("word it without `# type:`");
    if (!judgement || !reporter.text(finding.comment).starts_with('#')) return;
    const text::Span word = type_word(finding, reporter);
    if (word.size() > 0) judgement.fix(Applicability::Safe, "word it otherwise", {{word, "type is:"}});
}

void check_misspelt(const analysis::TypeComment& finding, Reporter& reporter) {
    auto judgement = reporter.report(finding.comment, "this comment is taken for a misspelt `# type:`");
    const std::string_view comment = reporter.text(finding.comment);
    const text::Span word = type_word(finding, reporter);
    const std::size_t behind = word.size() > 0 ? comment.find_first_not_of(' ', word.end - finding.comment.begin) : std::string_view::npos;
    const bool signature = behind != std::string_view::npos && comment[behind] == '(' && comment.find("->") != std::string_view::npos;
    if (!signature) {
        offer_wording(judgement, finding, reporter);
        judgement.help("for a signature write `# type: (A, B) -> R`; else word it otherwise");
        return;
    }
    judgement.help("for a signature write `# type: (A, B) -> R`; else word it otherwise");
    judgement.fix(Applicability::Safe, "write `# type:`", {{finding.comment, fmt::format("# type: {}", comment.substr(behind))}});
}

void check_comment_read_as_signature(const analysis::TypeComment& finding, Reporter& reporter) {
    switch (finding.problem) {
        case TypeCommentProblem::Prose:
            offer_wording(reporter.report(finding.comment, "this comment is read as the signature of the function, and is none"), finding, reporter);
            return;
        case TypeCommentProblem::InText:
            reporter.report(finding.comment, "`# type:` in a string is read as the signature of the function").help("word it without `# type:`");
            return;
        case TypeCommentProblem::Misspelt:
            if (finding.text.find("type:ignore") != std::string::npos) return;
            check_misspelt(finding, reporter);
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

void register_comment_read_as_signature(Checks& checks) { checks.on<analysis::TypeComment>(check_comment_read_as_signature); }

}  // namespace jitlint::rules
