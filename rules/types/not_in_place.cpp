#include <string>

#include "rules/check.h"

namespace jitlint::rules {
namespace {

using analysis::Difference;

void check_not_in_place(const analysis::BehavesDifferently& finding, Reporter& reporter) {
    if (finding.difference != Difference::NotInPlace && finding.difference != Difference::DictItemNotInPlace &&
        finding.difference != Difference::ItemUnchanged)
        return;
    const auto* statement = syntax::as<syntax::AugAssign>(finding.node);
    if (!statement) return;
    const std::string_view target = reporter.text(statement->target->span);
    switch (finding.difference) {
        case Difference::ItemUnchanged:
            reporter.report(statement->span, "compiled, `{}` leaves `{}` as it was", finding.name, target)
                .help("assign the new value: `{} = ...`", target);
            return;
        case Difference::DictItemNotInPlace:
            reporter.report(statement->span, "compiled, `{}` stores a new object in the dict instead of changing the old one", finding.name)
                .help("call an in-place method of `{}`", target);
            return;
        default:
            reporter.report(statement->span, "compiled, `{}` makes a new tensor: whoever else holds `{}` does not see it", finding.name, target)
                .help("call the in-place method, or write `{} = ...`", target);
            return;
    }
}

}  // namespace

void register_not_in_place(Checks& checks) { checks.on<analysis::BehavesDifferently>(check_not_in_place); }

}  // namespace jitlint::rules
