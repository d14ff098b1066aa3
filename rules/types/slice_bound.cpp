#include <string>

#include "rules/check.h"
#include "rules/support/rewrite.h"

namespace jitlint::rules {
namespace {

void check_slice_bound(const analysis::BadIndex& finding, Reporter& reporter) {
    if (finding.why != analysis::BadIndex::Why::SliceBound) return;
    const std::string_view code = reporter.text(finding.index->span);
    auto report = finding.type
                      ? reporter.report(finding.index->span, "`{}` bounds a slice, but is a `{}`", code, torchscript::to_string(finding.type))
                      : reporter.report(finding.index->span, "`{}` does not bound a slice", code);
    const auto* division = syntax::as<syntax::BinOp>(finding.index);
    if (division && division->op == syntax::Operator::Div)
        report.help("write `{} // {}`", reporter.text(division->left->span), reporter.text(division->right->span));
    else if (finding.type && (finding.type->is(torchscript::TypeKind::Float) || finding.type->is(torchscript::TypeKind::Number)))
        report.help("write `int({})`", code);
    if (finding.type) {
        const auto rewrite = report ? conversion(*finding.index, finding.type, int_type(), reporter) : std::nullopt;
        if (rewrite) report.fix(rewrite->applicability, rewrite->title, rewrite->edits);
    }
}

}  // namespace

void register_slice_bound(Checks& checks) { checks.on<analysis::BadIndex>(check_slice_bound); }

}  // namespace jitlint::rules
