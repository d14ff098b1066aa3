#include <string>

#include "rules/check.h"
#include "rules/support/rewrite.h"

namespace jitlint::rules {
namespace {

void check_ignored_default(const analysis::CallMismatch& finding, Reporter& reporter) {
    const bool missing = finding.mismatch.kind == torchscript::Mismatch::Kind::MissingArgument;
    if (!finding.callee_ignored || !missing || !finding.parameter || !finding.parameter->default_value) return;
    auto judgement =
        reporter.report(finding.node->func->span, "the ignored `{}` is called without `{}`, and defaults of ignored functions are not read",
                        finding.shown, finding.parameter->name.name);
    judgement.help("pass `{}`", finding.parameter->name.name);
    if (judgement && syntax::is<syntax::Constant>(finding.parameter->default_value) && finding.callee.module) {
        const text::Span value = finding.parameter->default_value->span;
        const std::string_view source = finding.callee.module->file().source().text().substr(value.begin, value.size());
        const std::string argument = fmt::format("{}={}", finding.parameter->name.name, source);
        judgement.help("pass `{}`", argument);
        if (!has_comment(finding.node->span, reporter))
            judgement.fix(Applicability::Safe, fmt::format("pass `{}`", argument), {with_argument(*finding.node, argument, reporter)});
    }
    if (judgement && finding.callee.module) judgement.label_in(*finding.callee.module, finding.parameter->span, "the default");
}

}  // namespace

void register_ignored_default(Checks& checks) { checks.on<analysis::CallMismatch>(check_ignored_default); }

}  // namespace jitlint::rules
