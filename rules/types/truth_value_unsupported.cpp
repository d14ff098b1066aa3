#include "rules/check.h"

namespace jitlint::rules {
namespace {

void check(const analysis::NoTruthValue& finding, Reporter& reporter) {
    using Kind = torchscript::TypeKind;
    const std::string_view code = reporter.text(finding.condition->span);
    if (!finding.type) {
        reporter.report(finding.condition->span, "`{}` is a module, which has no truth value in TorchScript", code)
            .help("write `{} is not None`, or `len({}) > 0` for a container that may be empty", code, code);
        return;
    }
    auto judgement = reporter.report(finding.condition->span, "`{}` is a `{}`, which has no truth value in TorchScript", code,
                                     torchscript::to_string(finding.type));
    const Kind kind = finding.type->kind;
    if (kind == Kind::None) judgement.help("write `{} is not None`: the compiler then leaves the branch out", code);
    if (kind == Kind::List || kind == Kind::Dict || kind == Kind::Str) judgement.help("write `len({}) > 0`", code);
}

}  // namespace

void register_truth_value_unsupported(Checks& checks) { checks.otherwise<analysis::NoTruthValue>(check); }

}  // namespace jitlint::rules
