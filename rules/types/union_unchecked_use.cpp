#include <string>

#include "rules/check.h"

namespace jitlint::rules {
namespace {

using torchscript::TypeKind;
using torchscript::TypeRef;

bool is_open(TypeRef type) {
    if (!type) return false;
    if (type->is(TypeKind::Optional)) return is_open(type->arg());
    return type->is(TypeKind::Union) || type->is(TypeKind::Any);
}

void report(const syntax::Expr& value, const syntax::Node& use, TypeRef type, Reporter& reporter) {
    const std::string_view code = reporter.text(value.span);
    reporter.report(value.span, "`{}` is a `{}` here", code, torchscript::to_string(type))
        .label(use.span, "which this use does not take")
        .help("test with `isinstance` first");
}

void check_operator(const analysis::OperatorMismatch& finding, Reporter& reporter) {
    if (finding.name == "aten::__contains__") return;
    if (is_open(finding.receiver_type) && finding.receiver) return report(*finding.receiver, *finding.node, finding.receiver_type, reporter);
    const torchscript::Mismatch* closest = finding.match.mismatches.size() == 1 ? &finding.match.mismatches.front() : nullptr;
    for (std::size_t i = 0; i < finding.types.size() && i < finding.arguments.size(); ++i) {
        if (!is_open(finding.types[i]) || !finding.arguments[i]) continue;
        if (closest && closest->argument != i) continue;
        return report(*finding.arguments[i], *finding.node, finding.types[i], reporter);
    }
}

void check_member(const analysis::UnknownMember& finding, Reporter& reporter) {
    if (is_open(finding.receiver)) report(*finding.node->value, *finding.node, finding.receiver, reporter);
}

}  // namespace

void register_union_unchecked_use(Checks& checks) {
    checks.on<analysis::OperatorMismatch>(check_operator);
    checks.on<analysis::UnknownMember>(check_member);
}

}  // namespace jitlint::rules
