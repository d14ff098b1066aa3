#include "rules/check.h"

namespace jitlint::rules {
namespace {

void check_callable_name_reused(const analysis::CallableNameReused& finding, Reporter& reporter) {
    reporter.report(finding.node->span, "`{}` goes on meaning the function or module that it names: the value is lost", finding.name)
        .label(finding.bound, "named here")
        .help("give the value a name of its own")
        .accepted();
}

}  // namespace

void register_callable_name_reused(Checks& checks) { checks.on<analysis::CallableNameReused>(check_callable_name_reused); }

}  // namespace jitlint::rules
