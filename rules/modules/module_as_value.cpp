#include "rules/check.h"

namespace jitlint::rules {
namespace {

void check(const analysis::ModuleAsValue& finding, Reporter& reporter) {
    const text::Span at = finding.node->func->span;
    reporter
        .report(at, "`{}` is called, but the module was made a value before, which has no {}", reporter.text(at),
                finding.method.empty() ? "call" : "methods")
        .help("call `self.<name>` in each branch, or loop over an `nn.ModuleList`");
}

}  // namespace

void register_module_as_value(Checks& checks) { checks.on<analysis::ModuleAsValue>(check); }

}  // namespace jitlint::rules
