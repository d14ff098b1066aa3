#include <string>

#include "rules/check.h"

namespace jitlint::rules {
namespace {

void check_comprehension_types_differ(const analysis::ComprehensionTypesDiffer& finding, Reporter& reporter) {
    reporter
        .report(finding.node->span, "the first element is a `{}`, a later one a `{}`", torchscript::to_string(finding.first),
                torchscript::to_string(finding.other))
        .help("make all elements one type, or keep a tuple");
}

}  // namespace

void register_comprehension_types_differ(Checks& checks) { checks.on<analysis::ComprehensionTypesDiffer>(check_comprehension_types_differ); }

}  // namespace jitlint::rules
