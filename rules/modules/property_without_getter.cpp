#include "rules/modules/describe.h"

namespace jitlint::rules {

namespace {

void check_property_without_getter(const analysis::PropertyProblem& finding, Reporter& reporter) {
    using Why = analysis::PropertyProblem::Why;
    if (finding.why == Why::LambdaGetter) {
        reporter.report(finding.span, "the getter of the property `{}` is a lambda, and only functions made by `def` are read", finding.name)
            .help("write it as a method below `@property`");
    }
    if (finding.why != Why::NoGetter) return;
    reporter.report(finding.span, "the property `{}` has no getter", finding.name).help("write a method instead, or add a getter");
}

}  // namespace

void register_property_without_getter(Checks& checks) { checks.on<analysis::PropertyProblem>(check_property_without_getter); }

}  // namespace jitlint::rules
