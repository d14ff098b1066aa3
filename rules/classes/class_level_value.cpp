#include "rules/check.h"

namespace jitlint::rules {
namespace {

void check_object(const analysis::UnknownObjectMember& finding, Reporter& reporter) {
    if (finding.problem != analysis::ObjectMemberProblem::ClassLevel) return;
    const auto* read = syntax::as<syntax::Attribute>(finding.node);
    auto report = reporter.report(read ? read->attr.span : finding.node->span, "`{}` is a value of the class body of `{}`, which objects do not have",
                                  finding.name, finding.owner.node->name.name);
    report.help("set it in `__init__`");
    if (finding.definition) report.label_in(*finding.owner.module, finding.definition->span, "set here");
}

void check_module(const analysis::ModuleClassValue& finding, Reporter& reporter) {
    const auto* read = syntax::as<syntax::Attribute>(finding.node);
    const text::Span at = read ? read->attr.span : finding.node->span;
    if (finding.builtin_function) {
        // The class body is what the compiler chokes on, before it reads any code.
        const bool here = finding.module == &reporter.module();
        reporter.report(here ? finding.set_at : at, "`{}` is a builtin function in the class body of a module", finding.name)
            .help("write a method that calls it");
        return;
    }
    auto report = reporter.report(at, "`{}` is a value of the class body, which the scripted module does not have", finding.name);
    report.help("annotate it with `Final`, or set it in `__init__`");
    if (finding.module) report.label_in(*finding.module, finding.set_at, "set here");
}

}  // namespace

void register_class_level_value(Checks& checks) {
    checks.on<analysis::UnknownObjectMember>(check_object);
    checks.on<analysis::ModuleClassValue>(check_module);
}

}  // namespace jitlint::rules
