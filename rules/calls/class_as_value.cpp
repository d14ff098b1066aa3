#include "rules/check.h"

namespace jitlint::rules {
namespace {

void check(const analysis::CallableUsed& finding, Reporter& reporter) {
    if (finding.what != analysis::CallableUsed::What::Class || finding.conditional) return;
    const std::string_view shown = reporter.text(finding.node->span);
    if (finding.use == analysis::ValueUse::Attribute)
        reporter.report(finding.node->span, "`{}` is an attribute of a class that is not compiled", shown)
            .help("call the method on an instance, or write a function");
    else
        reporter.report(finding.node->span, "`{}` is a class, which is no value in TorchScript", shown)
            .help("make the instance here, and choose between classes with `if`");
}

}  // namespace

void register_class_as_value(Checks& checks) { checks.on<analysis::CallableUsed>(check); }

}  // namespace jitlint::rules
