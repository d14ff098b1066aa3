#include "rules/check.h"

namespace jitlint::rules {

namespace {

void check_argument(const analysis::CallMismatch& finding, Reporter& reporter) {
    if (!finding.callee_ignored || !finding.parameter_inferred || !finding.parameter) return;
    if (finding.mismatch.kind == torchscript::Mismatch::Kind::MissingArgument) return;
    const text::Span at = finding.argument ? finding.argument->span : finding.node->func->span;
    auto report =
        reporter.report(at, "parameter `{}` of the ignored `{}` is a Tensor for want of an annotation", finding.parameter->name.name, finding.shown);
    report.help("annotate the parameters and the result of `{}`", finding.shown);
    if (report && finding.callee.module == &reporter.module()) report.label(finding.parameter->span, "the parameter");
}

void check_result(const analysis::IgnoredCall& finding, Reporter& reporter) {
    const analysis::Decorations& decorations = finding.callee.decorations;
    const syntax::FunctionDef* callee = finding.callee.function.node;
    if (!callee || !decorations.ignore || decorations.ignore_drop || decorations.unused) return;
    if (!finding.return_unannotated || !finding.returns_non_tensor) return;
    // Where it is mended: at the definition, if that is in this file.
    const bool here = finding.callee.function.module == &reporter.module();
    auto report = reporter.report(here ? callee->name.span : finding.node->func->span,
                                  "the result of the ignored `{}` is taken for a Tensor, and is none: a call fails at run time", callee->name.name);
    report.help("annotate the result of `{}`", callee->name.name).accepted();
    if (report && here) report.label(finding.node->func->span, "the call");
}

}  // namespace

void register_ignored_signature_unannotated(Checks& checks) {
    checks.on<analysis::CallMismatch>(check_argument);
    checks.on<analysis::IgnoredCall>(check_result);
}

}  // namespace jitlint::rules
