#include "rules/check.h"

namespace jitlint::rules {
namespace {

void check(const analysis::HasAttributeOfValue& finding, Reporter& reporter) {
    reporter.report(finding.node->span, "a `{}` cannot be asked for attributes", torchscript::to_string(finding.type))
        .help("only modules, objects and named tuples can; put the test under `if not torch.jit.is_scripting():`");
}

}  // namespace

void register_hasattr_of_value(Checks& checks) { checks.on<analysis::HasAttributeOfValue>(check); }

}  // namespace jitlint::rules
