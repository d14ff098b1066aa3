#include <string>

#include "rules/check.h"

namespace jitlint::rules {
namespace {

void check_hasattr_of_value(const analysis::HasAttributeOfValue& finding, Reporter& reporter) {
    const std::string what =
        finding.type->is(torchscript::TypeKind::Unknown) ? "a Python module" : fmt::format("a `{}`", torchscript::to_string(finding.type));
    reporter.report(finding.node->span, "{} cannot be asked for attributes", what)
        .help("only modules, objects and named tuples can; put the test under `if not torch.jit.is_scripting():`");
}

}  // namespace

void register_hasattr_of_value(Checks& checks) { checks.on<analysis::HasAttributeOfValue>(check_hasattr_of_value); }

}  // namespace jitlint::rules
