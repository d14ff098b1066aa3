#include "rules/modules/describe.h"

namespace jitlint::rules {

namespace {

void check_reversed_module_list(const analysis::NotIterable& finding, Reporter& reporter) {
    if (finding.dotted != "reversed" || !finding.module_value) return;
    const auto* call = syntax::as<syntax::Call>(finding.iterable);
    auto report = reporter.report(finding.iterable->span, "`reversed` does not take a container of modules in compiled code");
    if (call && call->args.size() == 1)
        report.help(
            "store the modules in the order in which they run, or loop over `{}[::-1]` and call `.forward` "
            "of each",
            reporter.text(call->args[0]->span));
}

}  // namespace

void register_reversed_module_list(Checks& checks) { checks.on<analysis::NotIterable>(check_reversed_module_list); }

}  // namespace jitlint::rules
