#include "rules/modules/describe.h"

namespace jitlint::rules {

namespace {

void check_property_raises(const analysis::PropertyProblem& finding, Reporter& reporter) {
    if (finding.why != analysis::PropertyProblem::Why::Raises) return;
    reporter.report(finding.span, "scripting reads the property `{}`, which raises here", finding.name).help("return a value, or write a method");
}

}  // namespace

void register_property_raises(Checks& checks) { checks.on<analysis::PropertyProblem>(check_property_raises); }

}  // namespace jitlint::rules
