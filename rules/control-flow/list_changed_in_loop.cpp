#include <string>

#include "rules/check.h"

namespace jitlint::rules {
namespace {

using analysis::Difference;

void check_list_changed_in_loop(const analysis::BehavesDifferently& finding, Reporter& reporter) {
    if (finding.difference != Difference::ListChanged) return;
    reporter.report(finding.node->span, "compiled, the loop goes on as if the list had kept its length")
        .label(finding.place->span, "changed here")
        .help("go over a copy, or use `while`");
}

}  // namespace

void register_list_changed_in_loop(Checks& checks) { checks.on<analysis::BehavesDifferently>(check_list_changed_in_loop); }

}  // namespace jitlint::rules
