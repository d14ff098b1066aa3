#include <utility>

#include "rules/modules/describe.h"
#include "rules/support/constant_edits.h"

namespace jitlint::rules {

namespace {

void check_attribute_not_assignable(const analysis::AttributeNotAssignable& finding, Reporter& reporter) {
    using Why = analysis::AttributeNotAssignable::Why;
    const text::Span at = finding.node->span;
    switch (finding.why) {
        case Why::Constant: {
            auto report = reporter.report(at, "`{}` is a constant of the scripted module, and cannot be assigned to", finding.name);
            report.help("take it out of `__constants__`, or write its annotation without `Final`");
            if (auto edits = without_constant(*finding.instance, finding.name, reporter); !edits.empty())
                report.fix(Applicability::Safe, "make it an ordinary attribute", std::move(edits));
            label_assignment(report, reporter, finding.attribute);
            return;
        }
        case Why::ReadOnlyProperty:
            reporter.report(at, "the property `{}` has no setter", finding.name)
                .help("add a setter, or assign to the attribute behind it")
                .label_in(*finding.method.function.module, finding.method.function.node->name.span, "the property");
            return;
        case Why::Method:
            reporter.report(at, "`{}` is a method of `{}`, and compiled code cannot replace it", finding.name, class_name(*finding.instance))
                .help("use another name");
            return;
        case Why::ClassLevel: {
            auto report = reporter.report(at, "`{}` is an attribute of the class, which the scripted module does not have", finding.name);
            report.help("assign it in `__init__` first: `self.{} = ...`", finding.name);
            label_assignment(report, reporter, finding.attribute);
            return;
        }
        case Why::Failed: {
            auto report =
                reporter.report(at, "the value that `__init__` gives `{}` has no TorchScript type, so it cannot be assigned to", finding.name);
            report.help("annotate it in the class body, or start with a value that has a type");
            label_assignment(report, reporter, finding.attribute);
            return;
        }
    }
}

}  // namespace

void register_attribute_not_assignable(Checks& checks) { checks.on<analysis::AttributeNotAssignable>(check_attribute_not_assignable); }

}  // namespace jitlint::rules
