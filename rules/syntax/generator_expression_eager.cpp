#include "rules/check.h"
#include "rules/support/compiled_body.h"

namespace jitlint::rules {
namespace {

void check_generator_expression_eager(const syntax::Assign& node, Reporter& reporter) {
    if (!syntax::is<syntax::GeneratorExp>(node.value) || !in_compiled_body(node, reporter)) return;
    reporter.report(node.value->span, "compiled code makes this generator a list at once").help("write a list comprehension").accepted();
}

}  // namespace

void register_generator_expression_eager(Checks& checks) { checks.on<syntax::Assign>(check_generator_expression_eager); }

}  // namespace jitlint::rules
