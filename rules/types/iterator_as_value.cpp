#include <string>

#include "rules/check.h"

namespace jitlint::rules {
namespace {

void check(const analysis::NotIterable& finding, Reporter& reporter) {
    if (finding.dotted != "value") return;
    reporter.report(finding.iterable->span, "`{}` can only be looped over", reporter.text(finding.iterable->span))
        .help("make a list of it: `list(...)`");
}

}  // namespace

void register_iterator_as_value(Checks& checks) { checks.on<analysis::NotIterable>(check); }

}  // namespace jitlint::rules
