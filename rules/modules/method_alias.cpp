#include "rules/modules/describe.h"
#include "rules/support/rewrite.h"

namespace jitlint::rules {

namespace {

/// What a decorator has left has a name of its own.
void check_decorated(const analysis::MethodAlias& finding, text::Span use, Reporter& reporter) {
    const analysis::FunctionRef& made = finding.method.function;
    const std::string_view own = made.node->name.name;
    auto report =
        reporter.report(finding.method.owner.module == &reporter.module() ? finding.decorator->span : use,
                        "this decorator leaves `{}` in the place of `{}`, and by that name the compiler does not find it", own, finding.name);
    report.help("put `@functools.wraps` on `{}`, which lets the compiler read the method beneath", own);
    if (made.module == &reporter.module())
        report.label(made.node->name.span, "left by the decorator");
    else
        report.label_in(*made.module, made.node->name.span, "left by the decorator");
}

void check_method_alias(const analysis::MethodAlias& finding, Reporter& reporter) {
    const auto* read = syntax::as<syntax::Attribute>(finding.node);
    const std::string_view own = finding.method.function.node->name.name;
    const bool here = finding.alias && finding.method.owner.module == &reporter.module();
    const text::Span use = read ? read->attr.span : finding.node->span;
    if (finding.decorator) return check_decorated(finding, use, reporter);
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
