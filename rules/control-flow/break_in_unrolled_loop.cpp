#include "rules/check.h"

namespace jitlint::rules {
namespace {

void check_break_in_unrolled_loop(const analysis::ExitFromUnrolledLoop& finding, Reporter& reporter) {
    const bool breaks = syntax::is<syntax::Break>(finding.node);
    reporter
        .report(finding.node->span, "`{}` in a loop over {}, which is unrolled while compiling", breaks ? "break" : "continue",
                finding.over_modules ? "modules" : "a tuple")
        .label(finding.loop->iter->span, "unrolled")
        .help("{}", breaks ? "set a flag, and test it at the top of the body" : "put the rest of the body under the inverted condition");
}

}  // namespace

void register_break_in_unrolled_loop(Checks& checks) { checks.on<analysis::ExitFromUnrolledLoop>(check_break_in_unrolled_loop); }

}  // namespace jitlint::rules
