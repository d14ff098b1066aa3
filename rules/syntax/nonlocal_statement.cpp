#include "rules/check.h"
#include "rules/support/compiled_body.h"

namespace jitlint::rules {
namespace {

void check_nonlocal_statement(const syntax::Nonlocal& node, Reporter& reporter) {
    if (!in_compiled_body(node, reporter)) return;
    reporter.report(node.span, "`nonlocal` is not supported in TorchScript")
        .help("pass the value in and return it, or keep it in an attribute of the module");
}

}  // namespace

void register_nonlocal_statement(Checks& checks) { checks.on<syntax::Nonlocal>(check_nonlocal_statement); }

}  // namespace jitlint::rules
