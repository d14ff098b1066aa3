#include "rules/modules/describe.h"
#include "rules/support/rewrite.h"

namespace jitlint::rules {

namespace {

void check_method_alias(const analysis::MethodAlias& finding, Reporter& reporter) {
    const auto* read = syntax::as<syntax::Attribute>(finding.node);
    const std::string_view own = finding.method.function.node->name.name;
    const bool here = finding.alias && finding.method.owner.module == &reporter.module();
    const text::Span use = read ? read->attr.span : finding.node->span;
    auto report = reporter.report(here ? finding.alias->span : use,
                                  "`{}` is a second name of the method `{}`, by which the compiler does not find it", finding.name, own);
    report.help("call `{}`", own);
    if (here) report.label(use, "called here");
    // A class that derives from it may define one of the names anew.
    const bool changed = is_changed_class(*finding.method.owner.node, reporter);
    if (read) report.fix(changed ? Applicability::Unsafe : Applicability::Safe, fmt::format("call `{}`", own), {{read->attr.span, std::string(own)}});
}

}  // namespace

void register_method_alias(Checks& checks) { checks.on<analysis::MethodAlias>(check_method_alias); }

}  // namespace jitlint::rules
