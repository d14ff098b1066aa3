#include "rules/check.h"

namespace jitlint::rules {

namespace {

void check_private_modules_lookup(const analysis::UnusableModuleAttribute& finding, Reporter& reporter) {
    if (finding.problem != analysis::ModuleAttributeProblem::PrivateRegistry) return;
    reporter.report(finding.node->span, "`{}` is a registry of the Python module, and the scripted module has none", finding.name)
        .help("{}",
              finding.name == "_modules" ? "name the submodule, or keep the modules in an `nn.ModuleDict`" : "read the attribute by its own name");
}

}  // namespace

void register_private_modules_lookup(Checks& checks) { checks.on<analysis::UnusableModuleAttribute>(check_private_modules_lookup); }

}  // namespace jitlint::rules
