#include "rules/check.h"

namespace jitlint::rules {
namespace {

void check_method_without_self(const analysis::MethodWithoutSelf& finding, Reporter& reporter) {
    auto judgement = reporter.report(finding.method->name.span, "the method `{}` has no `self`", finding.method->name.name);
    judgement.help("add `self`, or make it a `@staticmethod`");
    const std::uint32_t bracket = finding.method->name.span.end;
    if (judgement && finding.method == reporter.function().node && reporter.text({bracket, bracket + 2}) == "()")
        judgement.fix(Applicability::Safe, "add `self`", {{{bracket + 1, bracket + 1}, "self"}});
}

}  // namespace

void register_method_without_self(Checks& checks) { checks.on<analysis::MethodWithoutSelf>(check_method_without_self); }

}  // namespace jitlint::rules
