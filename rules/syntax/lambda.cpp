#include "rules/check.h"
#include "rules/support/compiled_body.h"

namespace jitlint::rules {
namespace {

void check_lambda(const syntax::Lambda& node, Reporter& reporter) {
    if (!in_compiled_body(node, reporter)) return;
    reporter.report(node.span, "`lambda` is not supported in TorchScript").help("write a function at the top of the file");
}

}  // namespace

void register_lambda(Checks& checks) { checks.on<syntax::Lambda>(check_lambda); }

}  // namespace jitlint::rules
