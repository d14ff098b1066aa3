#include "rules/modules/describe.h"

namespace jitlint::rules {

namespace {

void check_module_attribute_missing(const analysis::UnusableModuleAttribute& finding, Reporter& reporter) {
    if (finding.problem != analysis::ModuleAttributeProblem::Missing) return;
    if (finding.assigned)
        reporter
            .report(finding.node->span, "`{}` has no attribute `{}`, and compiled code cannot add one", class_name(*finding.instance), finding.name)
            .help("assign it in `__init__` first, with a value of the same type");
    else
        reporter.report(finding.node->span, "`{}` has no attribute `{}`", class_name(*finding.instance), finding.name)
            .help("assign it in `__init__`");
}

}  // namespace

void register_module_attribute_missing(Checks& checks) { checks.otherwise<analysis::UnusableModuleAttribute>(check_module_attribute_missing); }

}  // namespace jitlint::rules
