#include <string>

#include "rules/check.h"

namespace jitlint::rules {
namespace {

void check(const analysis::ReturnTypesDiffer& finding, Reporter& reporter) {
    const std::string wanted = torchscript::to_string(finding.declared_or_first);
    const std::string given = torchscript::to_string(finding.returned);
    if (const auto* function = syntax::as<syntax::FunctionDef>(finding.node)) {
        auto judgement = finding.declared
                             ? reporter.report(function->name.span, "`{}` is to return a `{}`, but its end can be reached without a `return`",
                                               function->name.name, wanted)
                             : reporter.report(function->name.span, "`{}` returns a `{}`, but its end can be reached without a `return`",
                                               function->name.name, wanted);
        if (finding.other_span.size() > 0) judgement.label(finding.other_span, "a `{}`", wanted);
        return;
    }
    const auto* returned = syntax::as<syntax::Return>(finding.node);
    const text::Span at = returned && returned->value ? returned->value->span : finding.node->span;
    auto judgement = finding.declared ? reporter.report(at, "a `{}` is returned, but `{}` is annotated", given, wanted)
                                      : reporter.report(at, "a `{}` is returned here, but a `{}` elsewhere", given, wanted);
    if (finding.other_span.size() > 0) judgement.label(finding.other_span, "{}", finding.declared ? "the annotation" : "the other `return`");
}

}  // namespace

void register_return_type_mismatch(Checks& checks) { checks.otherwise<analysis::ReturnTypesDiffer>(check); }

}  // namespace jitlint::rules
