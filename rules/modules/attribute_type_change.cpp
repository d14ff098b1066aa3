#include <string>

#include "rules/modules/describe.h"
#include "rules/support/rewrite.h"
#include "rules/support/typing_names.h"

namespace jitlint::rules {

namespace {

using Kind = torchscript::TypeKind;

/// `x: Optional[T]` in the class body, which is what the compiler reads.
void offer_annotation(const analysis::AttributeRetyped& finding, const Reporter& reporter, JudgementBuilder& report) {
    const analysis::ClassRef& cls = finding.instance->cls;
    if (!cls || cls.module != &reporter.module() || finding.given->has_unknown || finding.given->is(Kind::None)) return;
    const analysis::Scope* scope = reporter.module().scope().scope_of(*cls.node);
    if (!scope || !scope->bindings(finding.name).empty()) return;
    TypingNames names(reporter.module());
    std::string type = names.write(finding.given);
    if (!finding.given->is(Kind::Optional)) type = fmt::format("{}[{}]", names.member("Optional"), type);
    const auto edit = first_in_block(cls.node->body, fmt::format("{}: {}", finding.name, type), reporter);
    if (edit && names.ok()) report.fix(Applicability::Safe, "annotate it in the class body", names.with_imports({*edit}));
}

void check_attribute_type_change(const analysis::AttributeRetyped& finding, Reporter& reporter) {
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
        if (report) offer_annotation(finding, reporter, report);
    } else if (finding.empty_literal) {
        report.help("write `{}.clear()` on it, or annotate a local first: `empty: {} = {}`", reporter.text(finding.node->span), expected,
                    reporter.text(finding.value->span));
    } else if (finding.expected->is(Kind::Float) && finding.given->is(Kind::Int)) {
        report.help("assign a float");
        offer_conversion(report, finding.value, finding.given, finding.expected, reporter);
    } else if (finding.given->is(Kind::Int) && finding.expected->is(Kind::Bool)) {
        offer_conversion(report, finding.value, finding.given, finding.expected, reporter);
    } else if (finding.given->is(Kind::Tensor) && (finding.expected->is(Kind::Int) || finding.expected->is(Kind::Float))) {
        report.help("convert it: `{}(...)`, or start with a Tensor in `__init__`", expected);
    } else if (finding.attribute) {
        report.help("start with a value of that type in `__init__`, or annotate it in the class body");
    }
    label_assignment(report, reporter, finding.attribute);
}

}  // namespace

void register_attribute_type_change(Checks& checks) { checks.on<analysis::AttributeRetyped>(check_attribute_type_change); }

}  // namespace jitlint::rules
