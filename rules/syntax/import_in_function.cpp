#include "rules/check.h"
#include "rules/support/compiled_body.h"

namespace jitlint::rules {
namespace {

void check(const syntax::Node& node, Reporter& reporter) {
    if (!in_compiled_body(node, reporter)) return;
    reporter.report(node.span, "an import inside a compiled function is not supported in TorchScript").help("move it to the top of the file");
}

void check_import(const syntax::Import& node, Reporter& reporter) { check(node, reporter); }
void check_from(const syntax::ImportFrom& node, Reporter& reporter) { check(node, reporter); }

}  // namespace

void register_import_in_function(Checks& checks) {
    checks.on<syntax::Import>(check_import);
    checks.on<syntax::ImportFrom>(check_from);
}

}  // namespace jitlint::rules
