#include "rules/check.h"
#include "rules/support/compiled_body.h"

namespace jitlint::rules {
namespace {

void check(const syntax::Name& node, Reporter& reporter) {
    if (!node.id.starts_with("__jit") || !in_compiled_body(node, reporter)) return;
    reporter.report(node.span, "`{}` begins with `__jit`, which the compiler keeps for itself", node.id).help("give it another name");
}

}  // namespace

void register_reserved_name(Checks& checks) { checks.on<syntax::Name>(check); }

}  // namespace jitlint::rules
