#include "rules/modules/describe.h"

namespace jitlint::rules {

namespace {

void check(const analysis::PropertyProblem& finding, Reporter& reporter) {
    if (finding.why != analysis::PropertyProblem::Why::NoGetter) return;
    reporter.report(finding.span, "the property `{}` has no getter", finding.name).help("write a method instead, or add a getter");
}

}  // namespace

void register_property_without_getter(Checks& checks) { checks.on<analysis::PropertyProblem>(check); }

}  // namespace jitlint::rules
