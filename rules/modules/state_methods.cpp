#include "rules/check.h"

namespace jitlint::rules {
namespace {

void check_state_methods(const analysis::StateMethods& finding, Reporter& reporter) {
    const text::Span at = finding.method.function.node->name.span;
    if (finding.why == analysis::StateMethods::Why::NoGetstate)
        reporter.report(at, "`__setstate__` is exported, but there is no `__getstate__`").help("export a `__getstate__`, too");
    else
        reporter.report(at, "`__setstate__` takes `self` and the state").help("write `def __setstate__(self, state)`");
}

}  // namespace

void register_state_methods(Checks& checks) { checks.on<analysis::StateMethods>(check_state_methods); }

}  // namespace jitlint::rules
