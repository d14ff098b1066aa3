#include "rules/modules/describe.h"

namespace jitlint::rules {

namespace {

void check_none_attribute_called(const analysis::NotCallable& finding, Reporter& reporter) {
    if (finding.why != analysis::NotCallable::Why::None) return;
    const std::string_view callee = reporter.text(finding.node->func->span);
    auto report = reporter.report(finding.node->func->span, "`{}` is None in the scripted module, and this call is compiled all the same", callee);
    report.help("put it under `if {} is not None:`, or use `nn.Identity()` instead of None", callee);
    if (finding.instance && !finding.name.empty()) label_assignment(report, reporter, finding.instance->find(finding.name));
}

}  // namespace

void register_none_attribute_called(Checks& checks) { checks.on<analysis::NotCallable>(check_none_attribute_called); }

}  // namespace jitlint::rules
