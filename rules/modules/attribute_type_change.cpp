#include "rules/modules/describe.h"

namespace jitlint::rules {

namespace {

using Kind = torchscript::TypeKind;

void check(const analysis::AttributeRetyped& finding, Reporter& reporter) {
    const std::string given = torchscript::to_string(finding.given);
    if (!finding.expected) {
        auto report = reporter.report(finding.node->span, "`{}` is a submodule of `{}`, and a `{}` is assigned to it", finding.name,
                                      class_name(*finding.instance), given);
        report.help("use another name");
        label_assignment(report, reporter, finding.attribute);
        return;
    }
    const std::string expected = torchscript::to_string(finding.expected);
    auto report =
        reporter.report(finding.node->span, "`{}` is a `{}` in the scripted module, and a `{}` is assigned to it", finding.name, expected, given);
    if (finding.expected->is(Kind::None)) {
        report.help("annotate it in the class body: `{}: Optional[{}]`{}", finding.name, given,
                    finding.annotated_in_init ? " (the annotation in `__init__` is not read)" : "");
    } else if (finding.empty_literal) {
        report.help("write `{}.clear()` on it, or annotate a local first: `empty: {} = {}`", reporter.text(finding.node->span), expected,
                    reporter.text(finding.value->span));
    } else if (finding.expected->is(Kind::Float) && finding.given->is(Kind::Int)) {
        report.help("assign a float");
    } else if (finding.given->is(Kind::Tensor) && (finding.expected->is(Kind::Int) || finding.expected->is(Kind::Float))) {
        report.help("convert it: `{}(...)`, or start with a Tensor in `__init__`", expected);
    } else if (finding.attribute) {
        report.help("start with a value of that type in `__init__`, or annotate it in the class body");
    }
    label_assignment(report, reporter, finding.attribute);
}

}  // namespace

void register_attribute_type_change(Checks& checks) { checks.on<analysis::AttributeRetyped>(check); }

}  // namespace jitlint::rules
