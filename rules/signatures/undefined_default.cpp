#include "rules/check.h"

namespace jitlint::rules {
namespace {

void check_undefined_default(const analysis::CallMismatch& finding, Reporter& reporter) {
    // A missing argument whose parameter has a default, all the same.
    const bool left_default =
        finding.mismatch.kind == torchscript::Mismatch::Kind::MissingArgument && finding.parameter && finding.parameter->default_value;
    if (!left_default || finding.callee_ignored) return;
    const std::string_view name = finding.parameter->name.name;
    auto judgement = reporter.report(finding.node->span, "`{}` is left out: it is a Tensor, whose default `None` compiled calls cannot use", name);
    judgement.help("annotate it `Optional[torch.Tensor]`");
    if (finding.callee.module == &reporter.module())
        judgement.label(finding.parameter->span, "the default");
    else
        judgement.label_in(*finding.callee.module, finding.parameter->span, "the default");
}

}  // namespace

void register_undefined_default(Checks& checks) { checks.on<analysis::CallMismatch>(check_undefined_default); }

}  // namespace jitlint::rules
