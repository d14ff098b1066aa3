#include "rules/check.h"

namespace jitlint::rules {
namespace {

void check_shadowed_builtin(const analysis::ShadowedBuiltin& finding, Reporter& reporter) {
    auto report = reporter.report(finding.node->span, "`{0}` means the builtin here, not the `{0}` of the file", finding.node->id);
    report.help("give the function another name").accepted();
    const syntax::FunctionDef* own = finding.value.function.node;
    if (report && own && finding.value.function.module == &reporter.module()) report.label(own->name.span, "not called");
}

}  // namespace

void register_shadowed_builtin(Checks& checks) { checks.on<analysis::ShadowedBuiltin>(check_shadowed_builtin); }

}  // namespace jitlint::rules
