#include "rules/check.h"
#include "rules/support/compiled_body.h"

namespace jitlint::rules {
namespace {

void check_match_statement(const syntax::Match& node, Reporter& reporter) {
    if (!in_compiled_body(node, reporter)) return;
    reporter.report({node.span.begin, node.subject->span.end}, "`match` is not supported in TorchScript").help("write `if` and `elif`");
}

}  // namespace

void register_match_statement(Checks& checks) { checks.on<syntax::Match>(check_match_statement); }

}  // namespace jitlint::rules
