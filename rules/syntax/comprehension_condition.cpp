#include "rules/check.h"
#include "rules/support/compiled_body.h"
#include "rules/support/comprehension_loop.h"

namespace jitlint::rules {
namespace {

template <class Node>
void check_comprehension_condition(const Node& node, Reporter& reporter) {
    for (const syntax::Comprehension& generator : node.generators) {
        if (generator.ifs.empty() || !in_compiled_body(node, reporter)) continue;
        auto judgement =
            reporter.report({node.span.begin, generator.ifs.front()->span.end}, "a comprehension with `if` is not supported in TorchScript");
        judgement.help("write a loop that appends");
        offer_loop(node, node.generators, reporter, judgement);
    }
}

}  // namespace

void register_comprehension_condition(Checks& checks) {
    checks.on<syntax::ListComp>(check_comprehension_condition<syntax::ListComp>);
    checks.on<syntax::DictComp>(check_comprehension_condition<syntax::DictComp>);
    checks.on<syntax::GeneratorExp>(check_comprehension_condition<syntax::GeneratorExp>);
}

}  // namespace jitlint::rules
