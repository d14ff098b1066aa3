#include <string>

#include "rules/check.h"

namespace jitlint::rules {
namespace {

using analysis::Difference;

void check_sort_of_containers(const analysis::BehavesDifferently& finding, Reporter& reporter) {
    if (finding.difference != Difference::NestedSort) return;
    reporter.report(finding.node->span, "compiled, sorting a `{}` fails when it runs", torchscript::to_string(finding.type))
        .help("sort tuples instead");
}

}  // namespace

void register_sort_of_containers(Checks& checks) { checks.on<analysis::BehavesDifferently>(check_sort_of_containers); }

}  // namespace jitlint::rules
