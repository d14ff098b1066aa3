#include "rules/check.h"

namespace jitlint::rules {
namespace {

void check(const analysis::ReturnTypesDiffer& finding, Reporter& reporter) {
    const auto* repeated = syntax::as<syntax::While>(finding.node);
    const auto* over = syntax::as<syntax::For>(finding.node);
    if (!repeated && !over) return;
    const text::Span header{finding.node->span.begin, repeated ? repeated->test->span.end : over->iter->span.end};
    auto judgement = reporter.report(header, "`{}` is to return a `{}`, but the compiler takes it that this loop may end without a `return`",
                                     reporter.function().node->name.name, torchscript::to_string(finding.declared_or_first));
    if (finding.other_span.size() > 0) judgement.label(finding.other_span, "the annotation");
    judgement.help("return or raise behind the loop");
}

}  // namespace

void register_return_inside_loop(Checks& checks) { checks.on<analysis::ReturnTypesDiffer>(check); }

}  // namespace jitlint::rules
