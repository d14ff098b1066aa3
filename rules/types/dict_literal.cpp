#include "rules/check.h"
#include "rules/support/compiled_body.h"

namespace jitlint::rules {
namespace {

void check_dict_literal(const syntax::Dict& node, Reporter& reporter) {
    if (!in_compiled_body(node, reporter)) return;
    reporter.report(node.span, "a dict literal needs torch 1.1").help("use a tuple or separate variables");
}

}  // namespace

void register_dict_literal(Checks& checks) { checks.on<syntax::Dict>(check_dict_literal); }

}  // namespace jitlint::rules
