#include <string>

#include "rules/check.h"

namespace jitlint::rules {
namespace {

using analysis::Difference;

void check_integer_becomes_float(const analysis::BehavesDifferently& finding, Reporter& reporter) {
    if (finding.difference != Difference::IntPower && finding.difference != Difference::RoundedFloat &&
        finding.difference != Difference::MixedExtreme)
        return;
    const std::string_view code = reporter.text(finding.node->span);
    if (finding.difference == Difference::IntPower)
        reporter.report(finding.node->span, "`{}` is a `float` in compiled code, an `int` in Python", code).help("multiply, or write `int(...)`");
    else if (finding.difference == Difference::RoundedFloat)
        reporter.report(finding.node->span, "`{}` is a `float` in compiled code, an `int` in Python", code).help("write `int({})`", code);
    else
        reporter.report(finding.node->span, "`{}` of an `int` and a `float` is always a `float` in compiled code", code).help("convert one of them");
}

}  // namespace

void register_integer_becomes_float(Checks& checks) { checks.on<analysis::BehavesDifferently>(check_integer_becomes_float); }

}  // namespace jitlint::rules
