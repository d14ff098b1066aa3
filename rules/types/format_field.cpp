#include "rules/check.h"

namespace jitlint::rules {
namespace {

void check_format_field(const analysis::FormatField& finding, Reporter& reporter) {
    if (finding.percent)
        reporter.report(finding.text->span, "`{}` fails when it runs: compiled formatting knows `%s`, `%d`, `%f`, `%e`, `%g` and `%c`", finding.field)
            .help("use one letter, and round the number first")
            .accepted();
    else
        reporter.report(finding.text->span, "`{}` stays in the text as it is: compiled `format` only replaces `{{}}`", finding.field)
            .help("use `{{}}` in order, and round numbers first")
            .accepted();
}

}  // namespace

void register_format_field(Checks& checks) { checks.on<analysis::FormatField>(check_format_field); }

}  // namespace jitlint::rules
