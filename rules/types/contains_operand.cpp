#include <string>

#include "rules/check.h"

namespace jitlint::rules {
namespace {

void check(const analysis::OperatorMismatch& finding, Reporter& reporter) {
    if (finding.name != "aten::__contains__" || finding.types.size() < 2) return;
    auto report = reporter.report(finding.node->span, "`in` does not look for a `{}` in a `{}`", torchscript::to_string(finding.types[1]),
                                  torchscript::to_string(finding.types[0]));
    if (finding.types[0]->is(torchscript::TypeKind::Tensor) && finding.arguments.size() > 1 && finding.arguments[0] && finding.arguments[1])
        report.help("write `bool(({} == {}).any())`", reporter.text(finding.arguments[0]->span), reporter.text(finding.arguments[1]->span));
    else
        report.help("write the comparisons out");
}

}  // namespace

void register_contains_operand(Checks& checks) { checks.on<analysis::OperatorMismatch>(check); }

}  // namespace jitlint::rules
