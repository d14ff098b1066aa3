#include "rules/check.h"
#include "rules/support/rewrite.h"

namespace jitlint::rules {
namespace {

/// The category of a warning: there is none in compiled code.
void check_value(const analysis::NonValueUsed& finding, std::string_view code, Reporter& reporter) {
    auto judgement = reporter.report(finding.node->span, "`{}` is an exception, which is no value in TorchScript", code);
    judgement.help("raise it where it is made");
    const std::vector<const syntax::Node*> around = judgement ? nodes_around(*finding.node, reporter) : std::vector<const syntax::Node*>();
    const auto* call = around.empty() ? nullptr : syntax::as<syntax::Call>(around.back());
    if (!call || reporter.text(call->func->span) != "warnings.warn" || call->args.empty() || has_comment(call->span, reporter)) return;
    judgement.help("leave the category out");
    const Applicability applicability = code == "UserWarning" ? Applicability::Safe : Applicability::Unsafe;
    const std::uint32_t first = call->args[0]->span.end;
    if (call->args.size() == 2 && call->args[1] == finding.node)
        judgement.fix(applicability, "leave the category out", {{{first, finding.node->span.end}, ""}});
    // Python takes the level by position behind a category only.
    if (call->args.size() == 3 && call->args[1] == finding.node && !syntax::is<syntax::Starred>(call->args[2]))
        judgement.fix(applicability, "leave the category out", {{{first, call->args[2]->span.begin}, ", stacklevel="}});
    for (const syntax::Keyword& keyword : call->keywords)
        if (keyword.value == finding.node) judgement.fix(applicability, "leave the category out", {without_keyword(*call, keyword, reporter)});
}

void check_exception_as_value(const analysis::NonValueUsed& finding, Reporter& reporter) {
    if (finding.kind != analysis::NonValueKind::Exception) return;
    const std::string_view code = reporter.text(finding.node->span);
    if (finding.use == analysis::NonValueUse::Attribute)
        reporter.report(finding.node->span, "`{}` is an exception, which has no attributes in TorchScript", code);
    else
        check_value(finding, code, reporter);
}

}  // namespace

void register_exception_as_value(Checks& checks) { checks.on<analysis::NonValueUsed>(check_exception_as_value); }

}  // namespace jitlint::rules
