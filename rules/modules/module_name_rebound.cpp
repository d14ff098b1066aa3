#include "rules/modules/describe.h"

namespace jitlint::rules {

namespace {

void check_module_name_rebound(const analysis::ModuleNameRebound& finding, Reporter& reporter) {
    auto report = finding.previous_is_value
                      ? reporter.report(finding.node->span, "`{}` is a value outside this block, and a module is assigned to it inside", finding.name)
                      : reporter.report(finding.node->span, "`{}` stands for a module outside this block, and is bound again inside", finding.name);
    report.help("use another name here").label(finding.previous_span, "first bound here");
}

}  // namespace

void register_module_name_rebound(Checks& checks) { checks.on<analysis::ModuleNameRebound>(check_module_name_rebound); }

}  // namespace jitlint::rules
