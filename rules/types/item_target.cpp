#include <string>

#include "rules/check.h"

namespace jitlint::rules {
namespace {

using analysis::RefusedTarget;

void check(const RefusedTarget& finding, Reporter& reporter) {
    const std::string type = torchscript::to_string(finding.type);
    if (finding.why == RefusedTarget::Why::AugmentedItem)
        reporter.report(finding.target->span, "an item of a `{}` cannot be changed", type).help("make a new value, or use a list");
}

}  // namespace

void register_item_target(Checks& checks) { checks.on<analysis::RefusedTarget>(check); }

}  // namespace jitlint::rules
