#include "rules/check.h"

namespace jitlint::rules {
namespace {

void check(const analysis::NonValueUsed& finding, Reporter& reporter) {
    if (finding.kind != analysis::NonValueKind::Exception) return;
    const std::string_view code = reporter.text(finding.node->span);
    if (finding.use == analysis::NonValueUse::Attribute)
        reporter.report(finding.node->span, "`{}` is an exception, which has no attributes in TorchScript", code);
    else
        reporter.report(finding.node->span, "`{}` is an exception, which is no value in TorchScript", code).help("raise it where it is made");
}

}  // namespace

void register_exception_as_value(Checks& checks) { checks.on<analysis::NonValueUsed>(check); }

}  // namespace jitlint::rules
