#include "rules/check.h"

namespace jitlint::rules {

namespace {

void check_removed_jit_name(const analysis::RemovedName& finding, Reporter& reporter) {
    reporter.report(finding.node->span, "`{}` is gone since recursive scripting", finding.dotted)
        .help("test for `torch.jit.ScriptModule`")
        .accepted();
}

}  // namespace

void register_removed_jit_name(Checks& checks) { checks.on<analysis::RemovedName>(check_removed_jit_name); }

}  // namespace jitlint::rules
