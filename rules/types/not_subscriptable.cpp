#include "rules/check.h"

namespace jitlint::rules {
namespace {

using Kind = torchscript::TypeKind;

void check_type(const analysis::NotSubscriptable& finding, std::string_view code, Reporter& reporter) {
    auto judgement =
        reporter.report(finding.node->span, "`{}` is a `{}`, which this subscript does not fit", code, torchscript::to_string(finding.type));
    if (finding.type->is(Kind::Tuple) || finding.type->is(Kind::NamedTuple))
        judgement.help("make a new tuple, or use a list");
    else if (finding.type->is(Kind::Union))
        judgement.help("test `isinstance({}, ...)` with one of its types first", code);
    else if (finding.type->is(Kind::AnyList))
        judgement.help("annotate what the list holds: `List[T]`");
}

void check_not_subscriptable(const analysis::NotSubscriptable& finding, Reporter& reporter) {
    const std::string_view code = reporter.text(finding.node->value->span);
    if (finding.type)
        check_type(finding, code, reporter);
    else
        reporter.report(finding.node->span, "`{}` cannot be subscripted in TorchScript", code);
}

}  // namespace

void register_not_subscriptable(Checks& checks) { checks.otherwise<analysis::NotSubscriptable>(check_not_subscriptable); }

}  // namespace jitlint::rules
