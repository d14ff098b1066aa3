#include "rules/check.h"
#include "rules/support/compiled_body.h"
#include "rules/support/comprehension_loop.h"

namespace jitlint::rules {
namespace {

template <class Node>
void check_nested_comprehension(const Node& node, Reporter& reporter) {
    if (node.generators.size() < 2 || !in_compiled_body(node, reporter)) return;
    auto judgement =
        reporter.report({node.span.begin, node.generators[1].span.end}, "a comprehension with a second `for` is not supported in TorchScript");
    judgement.help("write a loop that appends");
    offer_loop(node, node.generators, reporter, judgement);
}

}  // namespace

void register_nested_comprehension(Checks& checks) {
    checks.on<syntax::ListComp>(check_nested_comprehension<syntax::ListComp>);
    checks.on<syntax::DictComp>(check_nested_comprehension<syntax::DictComp>);
    checks.on<syntax::GeneratorExp>(check_nested_comprehension<syntax::GeneratorExp>);
}

}  // namespace jitlint::rules
