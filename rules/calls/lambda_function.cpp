#include "rules/check.h"

namespace jitlint::rules {
namespace {

void check(const analysis::LambdaRead& finding, Reporter& reporter) {
    const auto* call = syntax::as<syntax::Call>(finding.node);
    const text::Span at = call ? call->func->span : finding.node->span;
    if (call)
        reporter.report(at, "`{}` is a lambda, which cannot be compiled", reporter.text(at)).help("write it as a `def`");
    else
        reporter.report(at, "a lambda is scripted, but only a `def` can be compiled").help("write it as a `def`");
}

}  // namespace

void register_lambda_function(Checks& checks) { checks.on<analysis::LambdaRead>(check); }

}  // namespace jitlint::rules
