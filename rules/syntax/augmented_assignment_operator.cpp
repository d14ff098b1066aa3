#include "rules/check.h"
#include "rules/support/compiled_body.h"

namespace jitlint::rules {
namespace {

using syntax::Operator;
using torchscript::Version;
using torchscript::VersionSet;

VersionSet refused(Operator op) {
    switch (op) {
        case Operator::FloorDiv:
        case Operator::MatMult:
            return VersionSet::all();
        case Operator::Pow:
        case Operator::BitOr:
        case Operator::BitAnd:
        case Operator::BitXor:
        case Operator::LShift:
        case Operator::RShift:
            return VersionSet::before(Version::of(1, 8));
        case Operator::Add:
        case Operator::Sub:
        case Operator::Mult:
        case Operator::Div:
        case Operator::Mod:
            return VersionSet::none();
    }
    return VersionSet::none();
}

void check_augmented_assignment_operator(const syntax::AugAssign& node, Reporter& reporter) {
    const VersionSet versions = refused(node.op);
    if (versions.empty() || !in_compiled_body(node, reporter)) return;
    const std::string_view written = reporter.text(node.op_span);
    const std::string_view op = written.substr(0, written.size() - (written.ends_with('=') ? 1 : 0));
    const std::string_view target = reporter.text(node.target->span);
    const std::string_view value = reporter.text(node.value->span);
    auto judgement = versions.is_all() ? reporter.report(node.op_span, "`{}=` is not supported in TorchScript", op)
                                       : reporter.report(node.op_span, "`{}=` needs torch 1.8", op);
    judgement.help("write `{} = {} {} {}`", target, target, op, value).versions(versions);
    if (!syntax::is<syntax::Name>(node.target)) return;
    const bool atom = syntax::is<syntax::Name>(node.value) || syntax::is<syntax::Constant>(node.value) || syntax::is<syntax::Call>(node.value) ||
                      syntax::is<syntax::Attribute>(node.value) || syntax::is<syntax::Subscript>(node.value);
    judgement.fix(Applicability::Unsafe, "write the operator and the assignment",
                  {{node.span, fmt::format(fmt::runtime(atom ? "{} = {} {} {}" : "{} = {} {} ({})"), target, target, op, value)}});
}

}  // namespace

void register_augmented_assignment_operator(Checks& checks) { checks.on<syntax::AugAssign>(check_augmented_assignment_operator); }

}  // namespace jitlint::rules
