#include "rules/modules/describe.h"

namespace jitlint::rules {

namespace {

void check(const analysis::UnusableModuleAttribute& finding, Reporter& reporter) {
    const analysis::Attribute* attribute = finding.attribute;
    if (finding.problem == analysis::ModuleAttributeProblem::ClassFunction && attribute->module == &reporter.module()) {
        reporter
            .report(attribute->span, "the builtin function `{}` is in the class body, where it is read as a method, and has no source", finding.name)
            .help("assign it to `self` in `__init__`")
            .label(finding.node->span, "used here");
        return;
    }
    if (finding.problem == analysis::ModuleAttributeProblem::ClassFunctional) {
        auto report = reporter.report(finding.node->span, "the function `{}` is in the class body, where it is a method that gets the module first",
                                      finding.name);
        report.help("assign it to `self` in `__init__`, or put it into `staticmethod(...)`");
        label_assignment(report, reporter, finding.attribute);
        return;
    }
    if (finding.problem != analysis::ModuleAttributeProblem::ClassLevel) return;
    auto report = reporter.report(finding.node->span, "`{}` is an attribute of the class, which the scripted module does not have", finding.name);
    report.help("annotate it `Final`, name it in `__constants__`, or assign it to `self` in `__init__`");
    label_assignment(report, reporter, finding.attribute);
}

}  // namespace

void register_class_attribute_not_scripted(Checks& checks) { checks.on<analysis::UnusableModuleAttribute>(check); }

}  // namespace jitlint::rules
