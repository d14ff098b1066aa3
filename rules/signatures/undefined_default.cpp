#include "rules/check.h"

namespace jitlint::rules {
namespace {

void point_to_default(JudgementBuilder& judgement, const syntax::Parameter& parameter, const analysis::SourceModule& declared_in,
                      Reporter& reporter) {
    judgement.help("annotate it `Optional[torch.Tensor]`");
    if (&declared_in == &reporter.module())
        judgement.label(parameter.span, "the default");
    else
        judgement.label_in(declared_in, parameter.span, "the default");
}

void check_undefined_default(const analysis::CallMismatch& finding, Reporter& reporter) {
    // A missing argument whose parameter has a default, all the same.
    const bool left_default =
        finding.mismatch.kind == torchscript::Mismatch::Kind::MissingArgument && finding.parameter && finding.parameter->default_value;
    if (!left_default || finding.callee_ignored) return;
    const std::string_view name = finding.parameter->name.name;
    auto judgement = reporter.report(finding.node->span, "`{}` is left out: it is a Tensor, whose default `None` compiled calls cannot use", name);
    point_to_default(judgement, *finding.parameter, *finding.callee.module, reporter);
}

void check_member(const analysis::SequentialMember& finding, Reporter& reporter) {
    if (!finding.left_out) return;
    auto judgement = reporter.report(
        finding.span, "this `nn.Sequential` leaves out `{}` of its member `{}`: it is a Tensor, whose default `None` compiled calls cannot use",
        finding.left_out->name.name, finding.member);
    point_to_default(judgement, *finding.left_out, *finding.declared_in, reporter);
}

}  // namespace

void register_undefined_default(Checks& checks) {
    checks.on<analysis::CallMismatch>(check_undefined_default);
    checks.on<analysis::SequentialMember>(check_member);
}

}  // namespace jitlint::rules
