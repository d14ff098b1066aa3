#include <string>

#include "rules/check.h"
#include "rules/support/rewrite.h"

namespace jitlint::rules {
namespace {

using analysis::BadIndex;

/// `x[..., order]` selects along the last dimension, where `order` has one dimension.
void check_behind_ellipsis(const BadIndex& finding, Reporter& reporter) {
    auto report = reporter.report(finding.index->span, "after `...` only ints, slices and `None` are read, not a `{}`",
                                  finding.type ? torchscript::to_string(finding.type) : std::string());
    report.help("write `index_select`, or a `:` for each dimension");
    const auto* indices = syntax::as<syntax::Tuple>(finding.node->slice);
    if (!report || !indices || indices->elts.size() != 2 || indices->elts[1] != finding.index || has_comment(finding.node->span, reporter)) return;
    if (!finding.type || !finding.type->is(torchscript::TypeKind::Tensor)) return;
    const std::string text = fmt::format("{}.index_select(-1, {})", atom_text(*finding.node->value, reporter), reporter.text(finding.index->span));
    report.help("write `{}` for an index of one dimension, or a `:` for each dimension", text);
    report.fix(Applicability::Unsafe, "use `index_select`", {{finding.node->span, text}});
}

/// `table[i, j]` of a list of lists is `table[i][j]`; in Python, a list takes no such index.
void check_several(const BadIndex& finding, Reporter& reporter) {
    auto report = reporter.report(finding.index->span, "several indices are for tensors, not for a `{}`", torchscript::to_string(finding.container));
    const auto* indices = syntax::as<syntax::Tuple>(finding.node->slice);
    if (!report || !indices || indices->parenthesized) return;
    torchscript::TypeRef inner = finding.container;
    std::vector<text::TextEdit> edits;
    for (std::size_t i = 0; i < indices->elts.size(); ++i) {
        if (!inner->is(torchscript::TypeKind::List) || syntax::is<syntax::Slice>(indices->elts[i])) return;
        inner = inner->arg();
        if (i == 0) continue;
        const text::Span between{indices->elts[i - 1]->span.end, indices->elts[i]->span.begin};
        if (reporter.text(between).find_first_not_of(" ,\r\n\t") != std::string_view::npos) return;
        edits.push_back({between, "]["});
    }
    report.help("write one pair of brackets for each").fix(Applicability::Unsafe, "write one pair of brackets for each", std::move(edits));
}

/// `x[pos]` with a pair is `x[pos[0], pos[1]]`.
void offer_parts(const BadIndex& finding, const Reporter& reporter, JudgementBuilder& report) {
    report.help("write its parts into the brackets");
    if (!report || !finding.container->is(torchscript::TypeKind::Tensor) || !is_plain_path(finding.index) || finding.node->slice != finding.index)
        return;
    std::string text;
    for (torchscript::TypeRef part : finding.type->args)
        if (!part->is(torchscript::TypeKind::Int) && !part->is(torchscript::TypeKind::Tensor)) return;
    for (std::size_t i = 0; i < finding.type->args.size(); ++i) text += fmt::format("{}{}[{}]", i ? ", " : "", reporter.text(finding.index->span), i);
    if (text.empty()) return;
    report.help("write its parts into the brackets: `{}`", text);
    report.fix(Applicability::Safe, "write its parts into the brackets", {{finding.index->span, text}});
}

void check_subscript_index(const BadIndex& finding, Reporter& reporter) {
    const std::string_view code = reporter.text(finding.index->span);
    const std::string type = finding.type ? torchscript::to_string(finding.type) : std::string();
    switch (finding.why) {
        case BadIndex::Why::Type: {
            auto report = reporter.report(finding.index->span, "`{}` is no index of a `{}`{}", code, torchscript::to_string(finding.container),
                                          type.empty() ? std::string() : ": it is a `" + type + "`");
            if (!finding.type) return;
            if (finding.type->is(torchscript::TypeKind::Number) || finding.type->is(torchscript::TypeKind::Float))
                offer_conversion(report, finding.index, finding.type, int_type(), reporter);
            else if (finding.type->is(torchscript::TypeKind::Tuple))
                offer_parts(finding, reporter, report);
            else if (finding.type->is(torchscript::TypeKind::Bool))
                report.help("write `unsqueeze(0)` for `True`, or use an `if`");
            return;
        }
        case BadIndex::Why::EllipsisAlone:
            reporter.report(finding.index->span, "`[...]` alone is not read").help("leave it out, or write `[..., :]`");
            return;
        case BadIndex::Why::EllipsisTwice:
            reporter.report(finding.index->span, "brackets take one `...`");
            return;
        case BadIndex::Why::TensorAfterEllipsis:
            check_behind_ellipsis(finding, reporter);
            return;
        case BadIndex::Why::SeveralOnOther:
            check_several(finding, reporter);
            return;
        case BadIndex::Why::SliceBound:
        case BadIndex::Why::TupleType:
        case BadIndex::Why::TupleVariable:
        case BadIndex::Why::TupleRange:
        case BadIndex::Why::TupleSlice:
            return;
    }
}

}  // namespace

void register_subscript_index(Checks& checks) { checks.on<analysis::BadIndex>(check_subscript_index); }

}  // namespace jitlint::rules
