#include "rules/check.h"

namespace jitlint::rules {
namespace {

void check_length_of_optional(const analysis::LengthOfAlternatives& finding, Reporter& reporter) {
    reporter.report(finding.node->span, "`len` of a `{}` is 1, whatever it holds", torchscript::to_string(finding.type))
        .help("{}", finding.type->is(torchscript::TypeKind::Optional) ? "test it against None first" : "test it with `isinstance` first");
}

}  // namespace

void register_length_of_optional(Checks& checks) { checks.on<analysis::LengthOfAlternatives>(check_length_of_optional); }

}  // namespace jitlint::rules
