#include <string>

#include "rules/check.h"

namespace jitlint::rules {
namespace {

using analysis::RefusedTarget;

void check_item_target(const RefusedTarget& finding, Reporter& reporter) {
    const std::string type = torchscript::to_string(finding.type);
    if (finding.why != RefusedTarget::Why::AugmentedItem) return;
    if (finding.type->is(torchscript::TypeKind::Class))
        reporter.report(finding.target->span, "an augmented assignment to an item of a `{}` is not compiled", type)
            .help("read the item, and assign the result");
    else
        reporter.report(finding.target->span, "an item of a `{}` cannot be changed", type).help("make a new value, or use a list");
}

}  // namespace

void register_item_target(Checks& checks) { checks.on<analysis::RefusedTarget>(check_item_target); }

}  // namespace jitlint::rules
