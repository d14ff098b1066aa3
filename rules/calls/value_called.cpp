#include "rules/check.h"

namespace jitlint::rules {
namespace {

void check(const analysis::ValueCalled& finding, Reporter& reporter) {
    const text::Span at = finding.node->func->span;
    auto report = reporter.report(at, "`{}` is a `{}`, which cannot be called", reporter.text(at), torchscript::to_string(finding.type));
    report.help("functions cannot be passed: call it by its name, or make it a submodule");
    if (report && finding.parameter && finding.parameter_inferred) report.label(finding.parameter->name.span, "a `Tensor`, as it has no annotation");
}

}  // namespace

void register_value_called(Checks& checks) { checks.on<analysis::ValueCalled>(check); }

}  // namespace jitlint::rules
