#include "rules/check.h"

namespace jitlint::rules {
namespace {

void check_integer_literal_range(const analysis::IntegerTooLarge& finding, Reporter& reporter) {
    reporter.report(finding.node->span, "`{}` does not fit the 64 bits of an integer in TorchScript", reporter.text(finding.node->span))
        .help("the largest is 9223372036854775807");
}

}  // namespace

void register_integer_literal_range(Checks& checks) { checks.on<analysis::IntegerTooLarge>(check_integer_literal_range); }

}  // namespace jitlint::rules
