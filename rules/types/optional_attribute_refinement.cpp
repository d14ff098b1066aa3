#include "rules/check.h"

namespace jitlint::rules {
namespace {

void check(const analysis::OptionalUse& finding, Reporter& reporter) {
    if (!finding.is_module_attribute || !finding.checked_before) return;
    const std::string_view code = reporter.text(finding.value->span);
    const std::size_t dot = code.rfind('.');
    const std::string_view local = dot == std::string_view::npos ? "value" : code.substr(dot + 1);
    reporter.report(finding.value->span, "`{}` may still be `None` for the compiler: a check narrows local names only", code)
        .help("write `{} = {}` before the check, and use `{}` in both", local, code, local);
}

}  // namespace

void register_optional_attribute_refinement(Checks& checks) { checks.on<analysis::OptionalUse>(check); }

}  // namespace jitlint::rules
