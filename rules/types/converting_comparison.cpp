#include <string>

#include "rules/check.h"

namespace jitlint::rules {
namespace {

using analysis::Difference;

void check_converting_comparison(const analysis::BehavesDifferently& finding, Reporter& reporter) {
    if (finding.difference != Difference::DeviceText && finding.difference != Difference::ShapeNumber) return;
    if (finding.difference == Difference::DeviceText)
        reporter.report(finding.node->span, "compiled, the string becomes a device; in Python a device equals no string").help("compare `.type`");
    else
        reporter.report(finding.node->span, "compiled, the number becomes a list; in Python a shape equals no number")
            .help("compare `.dim()` or one size");
}

}  // namespace

void register_converting_comparison(Checks& checks) { checks.on<analysis::BehavesDifferently>(check_converting_comparison); }

}  // namespace jitlint::rules
