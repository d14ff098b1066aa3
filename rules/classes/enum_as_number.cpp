#include "rules/check.h"

namespace jitlint::rules {
namespace {

void check(const analysis::OperatorMismatch& finding, Reporter& reporter) {
    if (finding.name == "aten::__contains__") return;  // said by `contains-operand`
    for (std::size_t i = 0; i < finding.types.size(); ++i) {
        if (!finding.types[i]->is(torchscript::TypeKind::Enum)) continue;
        const syntax::Expr* member = i < finding.arguments.size() ? finding.arguments[i] : nullptr;
        const std::string_view shown = finding.shown.empty() ? std::string_view(finding.name) : finding.shown;
        auto report = reporter.report(finding.node->span, "`{}` does not take a member of the enumeration `{}`", shown,
                                      torchscript::to_string(finding.types[i]));
        if (member) report.help("write `{}.value`", reporter.text(member->span));
        return;
    }
}

}  // namespace

void register_enum_as_number(Checks& checks) { checks.on<analysis::OperatorMismatch>(check); }

}  // namespace jitlint::rules
