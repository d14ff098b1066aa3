#include "rules/check.h"

namespace jitlint::rules {
namespace {

using analysis::TypeCommentProblem;

std::string_view stripped(std::string_view text) {
    while (!text.empty() && text.front() == ' ') text.remove_prefix(1);
    while (!text.empty() && text.back() == ' ') text.remove_suffix(1);
    return text;
}

/// The comment with `# type: ignore` at its end; empty where it cannot be kept apart from the rest.
std::string reordered(std::string_view comment) {
    constexpr std::string_view kIgnore = "# type: ignore";
    if (!comment.starts_with(kIgnore)) return {};
    std::string_view rest = comment.substr(kIgnore.size());
    if (rest.starts_with("[")) {
        const std::size_t close = rest.find(']');
        if (close == std::string_view::npos) return {};
        rest.remove_prefix(close + 1);
    }
    rest = stripped(rest);
    if (rest.empty()) return std::string(kIgnore);
    return rest.front() == '#' ? fmt::format("{}  {}", rest, kIgnore) : std::string();
}

void check_type_ignore_comment(const analysis::TypeComment& finding, Reporter& reporter) {
    const bool misspelt =
        finding.problem == TypeCommentProblem::Misspelt && stripped(std::string_view(finding.text).substr(1)).starts_with("type:ignore");
    if (finding.problem != TypeCommentProblem::Ignore && !misspelt) return;
    auto judgement = reporter.report(finding.comment, "`{}` is read as the signature of the function", finding.text);
    judgement.help("end the line with `# type: ignore` or `# type: ignore[code]`");
    if (const std::string text = reordered(finding.text); !text.empty())
        judgement.fix(Applicability::Safe, "end the line with `# type: ignore`", {{finding.comment, text}});
}

}  // namespace

void register_type_ignore_comment(Checks& checks) { checks.on<analysis::TypeComment>(check_type_ignore_comment); }

}  // namespace jitlint::rules
