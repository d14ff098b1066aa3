#include "rules/check.h"

namespace jitlint::rules {

namespace {

void check(const analysis::ForeignModule& finding, Reporter& reporter) {
    if (finding.why != analysis::ForeignModule::Why::Constructed) return;
    reporter.report(finding.node->span, "`{}` is a module, and modules are not made in compiled code", reporter.text(finding.node->span))
        .help("make it in `__init__` and call the attribute, or call the function of `torch.nn.functional`");
}

}  // namespace

void register_module_created_in_forward(Checks& checks) { checks.on<analysis::ForeignModule>(check); }

}  // namespace jitlint::rules
