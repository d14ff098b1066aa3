#include "rules/check.h"
#include "rules/support/compiled_body.h"

namespace jitlint::rules {
namespace {

void check(const syntax::NamedExpr& node, Reporter& reporter) {
    if (!in_compiled_body(node, reporter)) return;
    reporter.report(node.span, "`:=` is not supported in TorchScript")
        .help("write `{} = {}` as a statement before", reporter.text(node.target->span), reporter.text(node.value->span));
}

}  // namespace

void register_walrus(Checks& checks) { checks.on<syntax::NamedExpr>(check); }

}  // namespace jitlint::rules
