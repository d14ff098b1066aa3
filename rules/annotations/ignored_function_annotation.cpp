#include "rules/check.h"

namespace jitlint::rules {
namespace {

void check_ignored_function_annotation(const analysis::IgnoredAnnotation& finding, Reporter& reporter) {
    const text::Span at = finding.node->func->span;
    auto judgement = finding.is_string ? reporter.report(at, "the annotation `{}` of the ignored `{}` is a string, which is not read as a type",
                                                         finding.code, finding.callee->name.name)
                                       : reporter.report(at, "the annotation `{}` of the ignored `{}` is no type in TorchScript", finding.code,
                                                         finding.callee->name.name);
    judgement.help("{}", finding.is_string ? "write it without quotes, and without `from __future__ import annotations`"
                                           : "annotate it with a type that TorchScript has");
    if (judgement && finding.module) judgement.label_in(*finding.module, finding.span, "the annotation");
}

}  // namespace

void register_ignored_function_annotation(Checks& checks) { checks.on<analysis::IgnoredAnnotation>(check_ignored_function_annotation); }

}  // namespace jitlint::rules
