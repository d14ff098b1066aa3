#include "rules/check.h"

namespace jitlint::rules {
namespace {

void check_mutable_default(const analysis::ParameterDefault& finding, Reporter& reporter) {
    if (finding.problem != analysis::DefaultProblem::MutableDefault) return;
    const text::Span value = finding.parameter->default_value->span;
    reporter
        .report(value, "the default `{}` of `{}` can be changed, which a compiled function does not take", reporter.text(value),
                finding.parameter->name.name)
        .help("use `None` as the default and an `Optional` annotation, and make the value in the function");
}

}  // namespace

void register_mutable_default(Checks& checks) { checks.on<analysis::ParameterDefault>(check_mutable_default); }

}  // namespace jitlint::rules
