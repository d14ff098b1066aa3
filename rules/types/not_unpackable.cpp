#include <string>

#include "rules/check.h"

namespace jitlint::rules {
namespace {

void check(const analysis::NotUnpackable& finding, Reporter& reporter) {
    const std::string type = torchscript::to_string(finding.type);
    if (finding.given > 0 && finding.value)
        reporter.report(finding.target->span, "{} names for {} elements", finding.wanted, finding.given).label(finding.value->span, "a `{}`", type);
    else if (finding.given > 0)
        reporter.report(finding.target->span, "{} names for {} elements of a `{}`", finding.wanted, finding.given, type);
    else
        reporter.report(finding.value ? finding.value->span : finding.target->span, "a `{}` cannot be unpacked", type);
}

}  // namespace

void register_not_unpackable(Checks& checks) { checks.otherwise<analysis::NotUnpackable>(check); }

}  // namespace jitlint::rules
