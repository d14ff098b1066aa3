#include "rules/check.h"

namespace jitlint::rules {
namespace {

void check_item_converted(const analysis::BehavesDifferently& finding, Reporter& reporter) {
    if (finding.difference != analysis::Difference::ItemConverted) return;
    const std::string_view code = reporter.text(finding.node->span);
    reporter.report(finding.node->span, "`{}` is cut off to an `int` in compiled code; in Python it stays what it is", code)
        .help("write `int({})`, or annotate `float`", code);
}

}  // namespace

void register_item_converted(Checks& checks) { checks.on<analysis::BehavesDifferently>(check_item_converted); }

}  // namespace jitlint::rules
