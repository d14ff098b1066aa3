#include "rules/check.h"
#include "rules/support/compiled_body.h"

namespace jitlint::rules {
namespace {

void check_template_string(const syntax::JoinedStr& node, Reporter& reporter) {
    if (node.is_template && in_compiled_body(node, reporter))
        reporter.report(node.span, "a template string is not supported in TorchScript").help("use an f-string");
}

}  // namespace

void register_template_string(Checks& checks) { checks.on<syntax::JoinedStr>(check_template_string); }

}  // namespace jitlint::rules
