#include "rules/check.h"
#include "rules/support/compiled_body.h"

namespace jitlint::rules {
namespace {

void check(const syntax::AnnAssign& node, Reporter& reporter) {
    if (node.value || !in_compiled_body(node, reporter)) return;
    const std::string_view target = reporter.text(node.target->span);
    reporter.report(node.span, "`{}` is annotated without a value, which is not supported in TorchScript", target)
        .help("annotate the assignment that gives it a value: `{}: {} = ...`", target, reporter.text(node.annotation->span));
}

}  // namespace

void register_bare_annotation(Checks& checks) { checks.on<syntax::AnnAssign>(check); }

}  // namespace jitlint::rules
