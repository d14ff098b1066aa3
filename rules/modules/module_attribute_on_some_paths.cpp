#include "rules/modules/describe.h"

namespace jitlint::rules {

namespace {

void check_module_attribute_on_some_paths(const analysis::UnusableModuleAttribute& finding, Reporter& reporter) {
    if (finding.problem != analysis::ModuleAttributeProblem::SomePathsOnly) return;
    auto report = reporter.report(finding.node->span, "`{}` has an attribute `{}` only on some paths through `__init__`",
                                  class_name(*finding.instance), finding.name);
    report.help("assign it on every path (None, or `nn.Identity()` for a module), or ask `hasattr(self, \"{}\")`", finding.name);
    label_assignment(report, reporter, finding.attribute);
}

}  // namespace

void register_module_attribute_on_some_paths(Checks& checks) {
    checks.otherwise<analysis::UnusableModuleAttribute>(check_module_attribute_on_some_paths);
}

}  // namespace jitlint::rules
