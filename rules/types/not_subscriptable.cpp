#include "rules/check.h"

namespace jitlint::rules {
namespace {

void check(const analysis::NotSubscriptable& finding, Reporter& reporter) {
    const std::string_view code = reporter.text(finding.node->value->span);
    if (finding.type)
        reporter.report(finding.node->span, "`{}` is a `{}`, which this subscript does not fit", code, torchscript::to_string(finding.type));
    else
        reporter.report(finding.node->span, "`{}` cannot be subscripted in TorchScript", code);
}

}  // namespace

void register_not_subscriptable(Checks& checks) { checks.otherwise<analysis::NotSubscriptable>(check); }

}  // namespace jitlint::rules
