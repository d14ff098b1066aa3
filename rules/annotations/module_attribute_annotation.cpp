#include "rules/check.h"

namespace jitlint::rules {
namespace {

void check(const analysis::UnresolvedAnnotation& finding, Reporter& reporter) {
    using analysis::AnnotationProblem;
    if (finding.use != analysis::AnnotationUse::Attribute) return;
    if (finding.problem == AnnotationProblem::StringValue)
        reporter.report(finding.span, "`{}` is a string here, which is not read as a type", finding.code)
            .help("write it without quotes, and without `from __future__ import annotations`");
    else
        reporter
            .report(finding.span, "`{}` is no type in TorchScript: the annotation of an attribute is read when the module is scripted", finding.code)
            .help("move it to the assignment in `__init__`, where it is not read");
}

}  // namespace

void register_module_attribute_annotation(Checks& checks) { checks.on<analysis::UnresolvedAnnotation>(check); }

}  // namespace jitlint::rules
