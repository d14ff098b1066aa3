#include "rules/check.h"
#include "rules/support/rewrite.h"

namespace jitlint::rules {
namespace {

/// A plain `Enum` member is unequal to every number in Python.
void offer_values(const analysis::OperatorMismatch& finding, JudgementBuilder& report) {
    std::vector<text::TextEdit> edits;
    for (std::size_t i = 0; i < finding.types.size() && i < finding.arguments.size(); ++i) {
        const syntax::Expr* argument = finding.arguments[i];
        if (!finding.types[i]->is(torchscript::TypeKind::Enum)) continue;
        if (!argument || !is_atom(*argument)) return;
        edits.push_back({{argument->span.end, argument->span.end}, ".value"});
    }
    report.fix(Applicability::Unsafe, "take the member's value", std::move(edits));
}

void check_enum_as_number(const analysis::OperatorMismatch& finding, Reporter& reporter) {
    if (finding.name == "aten::__contains__") return;  // said by `contains-operand`
    for (std::size_t i = 0; i < finding.types.size(); ++i) {
        if (!finding.types[i]->is(torchscript::TypeKind::Enum)) continue;
        const syntax::Expr* member = i < finding.arguments.size() ? finding.arguments[i] : nullptr;
        const std::string_view shown = finding.shown.empty() ? std::string_view(finding.name) : finding.shown;
        auto report = reporter.report(finding.node->span, "`{}` does not take a member of the enumeration `{}`", shown,
                                      torchscript::to_string(finding.types[i]));
        if (!member) return;
        report.help("write `{}.value`", reporter.text(member->span));
        if (report) offer_values(finding, report);
        return;
    }
}

}  // namespace

void register_enum_as_number(Checks& checks) { checks.on<analysis::OperatorMismatch>(check_enum_as_number); }

}  // namespace jitlint::rules
