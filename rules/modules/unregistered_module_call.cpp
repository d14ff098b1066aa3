#include "rules/check.h"

namespace jitlint::rules {

namespace {

void check_unregistered_module_call(const analysis::ForeignModule& finding, Reporter& reporter) {
    if (finding.why != analysis::ForeignModule::Why::GlobalOrClosure) return;
    auto report = reporter.report(finding.node->span,
                                  "`{}` is a module that is not an attribute of the scripted one: it is called back in Python, "
                                  "its parameters are not registered, and saving fails",
                                  reporter.text(finding.node->span));
    report.help("assign it to an attribute of `self` in `__init__` and call that").accepted();
    if (report && finding.value.origin_module == &reporter.module() && finding.value.origin.size() > 0)
        report.label(finding.value.origin, "made here");
}

}  // namespace

void register_unregistered_module_call(Checks& checks) { checks.on<analysis::ForeignModule>(check_unregistered_module_call); }

}  // namespace jitlint::rules
