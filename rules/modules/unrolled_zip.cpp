#include "rules/check.h"

namespace jitlint::rules {

namespace {

void check_unrolled_zip(const analysis::UnrolledZip& finding, Reporter& reporter) {
    const std::string_view unrolled = reporter.text(finding.unrolled->span);
    reporter
        .report(finding.runtime->span, "`{}` has a length known only at run time, but the loop over `{}` is unrolled",
                reporter.text(finding.runtime->span), unrolled)
        .help("loop with `enumerate({})` and index `{}`", unrolled, reporter.text(finding.runtime->span));
}

}  // namespace

void register_unrolled_zip(Checks& checks) { checks.on<analysis::UnrolledZip>(check_unrolled_zip); }

}  // namespace jitlint::rules
