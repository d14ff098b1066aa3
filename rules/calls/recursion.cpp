#include "rules/check.h"

namespace jitlint::rules {

namespace {

void check_recursion(const analysis::Recursion& finding, Reporter& reporter) {
    const syntax::FunctionDef* callee = finding.callee.node;
    if (finding.first && callee && finding.first->module == &reporter.module()) {
        reporter.report(finding.first->span, "the call leads back to `{}`, which is being compiled", callee->name.name)
            .label(finding.node->func->span, "by this call")
            .help("write a loop");
        return;
    }
    auto report = reporter.report(finding.node->func->span, "the call leads back to `{}`, which is being compiled",
                                  callee ? callee->name.name : reporter.text(finding.node->func->span));
    report.help("write a loop");
    if (report && callee && finding.callee.module == &reporter.module() && callee != reporter.function().node)
        report.label(callee->name.span, "the function");
}

}  // namespace

void register_recursion(Checks& checks) { checks.otherwise<analysis::Recursion>(check_recursion); }

}  // namespace jitlint::rules
