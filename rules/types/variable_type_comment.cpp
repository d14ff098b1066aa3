#include <string>

#include "rules/check.h"

namespace jitlint::rules {
namespace {

bool is_type(std::string_view text) {
    return !text.empty() && text.find_first_not_of("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_.[], ") == std::string_view::npos;
}

void check_variable_type_comment(const analysis::TypeComment& finding, Reporter& reporter) {
    if (finding.problem != analysis::TypeCommentProblem::OnStatement || !finding.statement) return;
    auto judgement = reporter.report(finding.comment, "this comment is read as the signature of the function");
    const auto* statement = syntax::as<syntax::Assign>(finding.statement);
    const std::size_t at = finding.text.find("# type:");
    if (!statement || at == std::string::npos) {
        judgement.help("write it without `# type:`");
        return;
    }
    std::string_view type = std::string_view(finding.text).substr(at + 7);
    while (type.starts_with(' ')) type.remove_prefix(1);
    while (type.ends_with(' ') || type.ends_with('\r')) type.remove_suffix(1);
    judgement.help("write an annotation: `{}: {} = ...`", reporter.text(statement->targets[0]->span), type);
    if (!judgement || statement->targets.size() != 1 || !syntax::is<syntax::Name>(statement->targets[0]) || at != 0 || !is_type(type)) return;
    const std::uint32_t target_end = statement->targets[0]->span.end;
    judgement.fix(Applicability::Safe, "write an annotation",
                  {{{target_end, target_end}, fmt::format(": {}", type)}, {{statement->span.end, finding.comment.end}, ""}});
}

}  // namespace

void register_variable_type_comment(Checks& checks) { checks.on<analysis::TypeComment>(check_variable_type_comment); }

}  // namespace jitlint::rules
