#include "rules/check.h"

namespace jitlint::rules {
namespace {

void check_default_inside_class(const analysis::DefaultInsideClass& finding, Reporter& reporter) {
    using Why = analysis::DefaultInsideClass::Why;
    const std::string_view parameter = finding.parameter->name.name;
    const text::Span at = finding.node->func->span;
    auto report = finding.why == Why::Class    ? reporter.report(at, "inside its class `{}` has no default for `{}` yet", finding.method, parameter)
                  : finding.why == Why::Module ? reporter.report(at, "inside its module `{}` has no default for `{}` yet", finding.method, parameter)
                                               : reporter.report(at, "`{}` of an interface has no default for `{}`", finding.method, parameter);
    report.help("pass `{}`", parameter);
}

}  // namespace

void register_default_inside_class(Checks& checks) { checks.on<analysis::DefaultInsideClass>(check_default_inside_class); }

}  // namespace jitlint::rules
