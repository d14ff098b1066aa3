#include "rules/check.h"
#include "rules/support/compiled_body.h"

namespace jitlint::rules {
namespace {

void check_display(const syntax::Set& node, Reporter& reporter) {
    if (!in_compiled_body(node, reporter)) return;
    auto judgement = reporter.report(node.span, "a set is not supported in TorchScript");
    judgement.help("use a list, or a dict with the members as keys");
}

void check_comprehension(const syntax::SetComp& node, Reporter& reporter) {
    if (!in_compiled_body(node, reporter)) return;
    reporter.report(node.span, "a set comprehension is not supported in TorchScript").help("use a list comprehension");
}

}  // namespace

void register_set_literal(Checks& checks) {
    checks.on<syntax::Set>(check_display);
    checks.on<syntax::SetComp>(check_comprehension);
}

}  // namespace jitlint::rules
