#include "rules/check.h"

namespace jitlint::rules {
namespace {

void check(const analysis::CallableUsed& finding, Reporter& reporter) {
    if (finding.what != analysis::CallableUsed::What::Exception) return;
    reporter.report(finding.node->span, "`{}` is an exception, which is no value in TorchScript", reporter.text(finding.node->span))
        .help("an exception can only be raised; a warning takes the message alone");
}

}  // namespace

void register_exception_as_value(Checks& checks) { checks.on<analysis::CallableUsed>(check); }

}  // namespace jitlint::rules
