#include "rules/check.h"

namespace jitlint::rules {
namespace {

void check(const analysis::NoTruthValue& finding, Reporter& reporter) {
    if (!finding.type || !finding.type->is(torchscript::TypeKind::Optional)) return;
    const std::string_view code = reporter.text(finding.condition->span);
    reporter.report(finding.condition->span, "`{}` is an `{}`, which has no truth value in TorchScript", code, torchscript::to_string(finding.type))
        .help("write `{} is not None`", code);
}

}  // namespace

void register_optional_truthiness(Checks& checks) { checks.on<analysis::NoTruthValue>(check); }

}  // namespace jitlint::rules
