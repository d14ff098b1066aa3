#include "rules/check.h"

namespace jitlint::rules {
namespace {

void check_builtin_as_value(const analysis::NonValueUsed& finding, Reporter& reporter) {
    if (finding.kind != analysis::NonValueKind::Builtin) return;
    if (finding.use == analysis::NonValueUse::Attribute)
        reporter.report(finding.node->span, "the builtin `{}` has no attributes in TorchScript", finding.name)
            .help("call a method of a value, or write a loop or comprehension");
    else
        reporter.report(finding.node->span, "the builtin `{}` is no value in TorchScript: it can only be called", finding.name)
            .help("write out what it is passed for");
}

}  // namespace

void register_builtin_as_value(Checks& checks) { checks.on<analysis::NonValueUsed>(check_builtin_as_value); }

}  // namespace jitlint::rules
