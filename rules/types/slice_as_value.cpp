#include "rules/check.h"

namespace jitlint::rules {
namespace {

void check_slice_as_value(const analysis::NonValueUsed& finding, Reporter& reporter) {
    if (finding.kind != analysis::NonValueKind::Slice) return;
    reporter.report(finding.node->span, "`{}` is a slice object, which is no value in TorchScript", reporter.text(finding.node->span))
        .help("write the slice inside the brackets");
}

}  // namespace

void register_slice_as_value(Checks& checks) { checks.on<analysis::NonValueUsed>(check_slice_as_value); }

}  // namespace jitlint::rules
