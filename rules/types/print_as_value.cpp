#include "rules/check.h"

namespace jitlint::rules {
namespace {

void check(const analysis::NonValueUsed& finding, Reporter& reporter) {
    if (finding.kind != analysis::NonValueKind::PrintResult) return;
    reporter.report(finding.node->span, "what `print` gives is no value in TorchScript").help("let `print` stand alone");
}

}  // namespace

void register_print_as_value(Checks& checks) { checks.on<analysis::NonValueUsed>(check); }

}  // namespace jitlint::rules
