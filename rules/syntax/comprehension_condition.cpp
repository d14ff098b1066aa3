#include "rules/check.h"
#include "rules/support/compiled_body.h"

namespace jitlint::rules {
namespace {

template <class Node>
void check(const Node& node, Reporter& reporter) {
    for (const syntax::Comprehension& generator : node.generators)
        if (!generator.ifs.empty() && in_compiled_body(node, reporter))
            reporter.report({node.span.begin, generator.ifs.front()->span.end}, "a comprehension with `if` is not supported in TorchScript")
                .help("write a loop that appends");
}

}  // namespace

void register_comprehension_condition(Checks& checks) {
    checks.on<syntax::ListComp>(check<syntax::ListComp>);
    checks.on<syntax::DictComp>(check<syntax::DictComp>);
    checks.on<syntax::GeneratorExp>(check<syntax::GeneratorExp>);
}

}  // namespace jitlint::rules
