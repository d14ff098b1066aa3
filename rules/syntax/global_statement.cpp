#include "rules/check.h"
#include "rules/support/compiled_body.h"

namespace jitlint::rules {
namespace {

void check_global_statement(const syntax::Global& node, Reporter& reporter) {
    if (!in_compiled_body(node, reporter)) return;
    reporter.report(node.span, "`global` is not supported in TorchScript")
        .help("keep the value in an attribute of the module, or pass it in and return it");
}

}  // namespace

void register_global_statement(Checks& checks) { checks.on<syntax::Global>(check_global_statement); }

}  // namespace jitlint::rules
