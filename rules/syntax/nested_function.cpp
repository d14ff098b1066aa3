#include "rules/check.h"
#include "rules/support/compiled_body.h"

namespace jitlint::rules {
namespace {

void check_nested_function(const syntax::FunctionDef& node, Reporter& reporter) {
    if (&node == reporter.function().node || !in_compiled_body(node, reporter)) return;
    reporter.report(node.name.span, "the function `{}` is defined inside a compiled function, which is not supported in TorchScript", node.name.name)
        .help("move it to the top of the file");
}

}  // namespace

void register_nested_function(Checks& checks) { checks.on<syntax::FunctionDef>(check_nested_function); }

}  // namespace jitlint::rules
