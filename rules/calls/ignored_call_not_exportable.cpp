#include "rules/check.h"

namespace jitlint::rules {

namespace {

void check_ignored_call_not_exportable(const analysis::IgnoredCall& finding, Reporter& reporter) {
    const analysis::Decorations& decorations = finding.callee.decorations;
    const syntax::FunctionDef* callee = finding.callee.function.node;
    if (!finding.saved || !callee || !decorations.ignore || decorations.ignore_drop || decorations.unused) return;
    text::Span at = finding.node->func->span;
    if (finding.callee.function.module == &reporter.module())
        for (const syntax::Expr* decorator : callee->decorators)
            if (reporter.text(decorator->span).find("ignore") != std::string_view::npos) at = decorator->span;
    auto report = reporter.report(at, "`{}` is ignored, so the scripted module calls back into Python and cannot be saved", callee->name.name);
    report
        .help(
            "mark it `@torch.jit.unused` and do not reach it in deployed code, or write it in the supported "
            "subset")
        .accepted();
    if (report && at != finding.node->func->span) report.label(finding.node->func->span, "called here");
}

}  // namespace

void register_ignored_call_not_exportable(Checks& checks) { checks.on<analysis::IgnoredCall>(check_ignored_call_not_exportable); }

}  // namespace jitlint::rules
