#include "rules/check.h"

namespace jitlint::rules {
namespace {

void check(const analysis::CallMismatch& finding, Reporter& reporter) {
    const bool missing = finding.mismatch.kind == torchscript::Mismatch::Kind::MissingArgument;
    if (!finding.callee_ignored || !missing || !finding.parameter || !finding.parameter->default_value) return;
    auto judgement =
        reporter.report(finding.node->func->span, "the ignored `{}` is called without `{}`, and defaults of ignored functions are not read",
                        finding.shown, finding.parameter->name.name);
    judgement.help("pass `{}`", finding.parameter->name.name);
    if (judgement && finding.callee.module) judgement.label_in(*finding.callee.module, finding.parameter->span, "the default");
}

}  // namespace

void register_ignored_default(Checks& checks) { checks.on<analysis::CallMismatch>(check); }

}  // namespace jitlint::rules
