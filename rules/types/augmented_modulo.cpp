#include "rules/check.h"

namespace jitlint::rules {
namespace {

using analysis::Difference;

void check_augmented_modulo(const analysis::BehavesDifferently& finding, Reporter& reporter) {
    if (finding.difference != Difference::ModuloTensor && finding.difference != Difference::ModuloInt) return;
    const auto* statement = syntax::as<syntax::AugAssign>(finding.node);
    if (!statement) return;
    const std::string_view target = reporter.text(statement->target->span);
    const std::string_view value = reporter.text(statement->value->span);
    auto report = reporter.report(statement->span, "compiled, `%=` is `fmod`: the result has the sign of `{}`{}", target,
                                  finding.difference == Difference::ModuloInt ? " and is a `float`" : "");
    report.help("write `{} = {} % {}`", target, target, value);
    const bool atom = syntax::is<syntax::Name>(statement->value) || syntax::is<syntax::Constant>(statement->value) ||
                      syntax::is<syntax::Attribute>(statement->value) || syntax::is<syntax::Subscript>(statement->value);
    if (!syntax::is<syntax::Name>(statement->target)) return;
    report.fix(Applicability::Unsafe, "write the operator and the assignment",
               {{statement->span, fmt::format(fmt::runtime(atom ? "{} = {} % {}" : "{} = {} % ({})"), target, target, value)}});
}

}  // namespace

void register_augmented_modulo(Checks& checks) { checks.on<analysis::BehavesDifferently>(check_augmented_modulo); }

}  // namespace jitlint::rules
