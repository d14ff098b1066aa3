#include "rules/check.h"
#include "rules/support/compiled_body.h"

namespace jitlint::rules {
namespace {

void check_try_statement(const syntax::Try& node, Reporter& reporter) {
    if (!in_compiled_body(node, reporter)) return;
    auto judgement = reporter.report(keyword_of(node, 3), "`try` is not supported in TorchScript");
    if (node.handlers.empty())
        judgement.help(
            "write the statements of `finally` after the others: an exception ends the compiled function "
            "anyway");
    else
        judgement.help(
            "test the condition before, or move the statement into a function marked `@torch.jit.unused` or "
            "`@torch.jit.ignore`");
}

}  // namespace

void register_try_statement(Checks& checks) { checks.on<syntax::Try>(check_try_statement); }

}  // namespace jitlint::rules
