#include "rules/check.h"

namespace jitlint::rules {
namespace {

void check_name_defined_on_one_path(const analysis::UndefinedName& finding, Reporter& reporter) {
    if (finding.why != analysis::UndefinedName::Why::OneBranchOnly) return;
    reporter.report(finding.node->span, "`{}` is not defined on every path to this use", finding.node->id)
        .label(finding.defined_at, "defined in this branch only")
        .help("define it before the `if`, or in both branches");
}

}  // namespace

void register_name_defined_on_one_path(Checks& checks) { checks.on<analysis::UndefinedName>(check_name_defined_on_one_path); }

}  // namespace jitlint::rules
