#include "rules/check.h"
#include "rules/support/compiled_body.h"

namespace jitlint::rules {
namespace {

void check_class_in_function(const syntax::ClassDef& node, Reporter& reporter) {
    if (!in_compiled_body(node, reporter)) return;
    reporter.report(node.name.span, "the class `{}` is defined inside a compiled function, which is not supported in TorchScript", node.name.name)
        .help("move it to the top of the file");
}

}  // namespace

void register_class_in_function(Checks& checks) { checks.on<syntax::ClassDef>(check_class_in_function); }

}  // namespace jitlint::rules
