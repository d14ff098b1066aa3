#include "rules/check.h"

namespace jitlint::rules {
namespace {

void check_chained_comparison(const analysis::OperandTwice& finding, Reporter& reporter) {
    reporter.report(finding.operand->span, "`{}` is evaluated twice in compiled code", reporter.text(finding.operand->span))
        .help("store it in a variable first")
        .accepted();
}

}  // namespace

void register_chained_comparison(Checks& checks) { checks.on<analysis::OperandTwice>(check_chained_comparison); }

}  // namespace jitlint::rules
