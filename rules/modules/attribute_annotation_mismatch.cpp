#include "rules/modules/describe.h"

namespace jitlint::rules {

namespace {

using Kind = torchscript::TypeKind;

void check_attribute_annotation_mismatch(const analysis::AttributeAnnotationMismatch& finding, Reporter& reporter) {
    const std::string declared = torchscript::to_string(finding.declared);
    if (finding.attribute && finding.attribute->value.is(analysis::PyKind::Module)) {
        auto module = reporter.report(finding.annotation->span, "`{}` is annotated `{}`, and is a module", finding.name, declared);
        module.help("leave the annotation out, or name a module interface");
        label_assignment(module, reporter, finding.attribute);
        return;
    }
    auto report =
        finding.given && !finding.given->has_unknown
            ? reporter.report(finding.annotation->span, "`{}` is annotated `{}`, and `__init__` gives it a `{}`", finding.name, declared,
                              torchscript::to_string(finding.given))
            : reporter.report(finding.annotation->span, "`{}` is annotated `{}`, and the value from `__init__` does not fit", finding.name, declared);
    report.help("annotate what `__init__` gives it, or give it a `{}` there", declared);
    if (finding.given && finding.given->is(Kind::None)) report.help("write `Optional[{}]`", reporter.text(finding.annotation->span));
    label_assignment(report, reporter, finding.attribute);
}

}  // namespace

void register_attribute_annotation_mismatch(Checks& checks) { checks.on<analysis::AttributeAnnotationMismatch>(check_attribute_annotation_mismatch); }

}  // namespace jitlint::rules
